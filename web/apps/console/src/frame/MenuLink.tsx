// An entry of the navigation. The one that is chosen is scrolled to: groups are longer than a window.

import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'react-router'

/** A group takes so long to open; its entries have no place before. */
const OPENS_IN_MS = 350

interface MenuLinkProps {
  to: string
  isChosen: boolean
  children: ReactNode
}

export function MenuLink({ to, isChosen, children }: MenuLinkProps) {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (!isChosen) return
    const opened = setTimeout(() => link.current?.scrollIntoView({ block: 'nearest' }), OPENS_IN_MS)
    return () => clearTimeout(opened)
  }, [isChosen])
  return (
    <Link ref={link} to={to} style={{ scrollMarginBlock: 20 }}>
      {children}
    </Link>
  )
}
