// One line of what was found.

import {
  AccountBookOutlined,
  AppstoreOutlined,
  FileOutlined,
  GiftOutlined,
  ShopOutlined,
  TagOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { type ReactNode, useEffect, useRef } from 'react'
import { type Found, type Kind, optionId } from './finding'

const ICONS: Record<Kind, ReactNode> = {
  pages: <FileOutlined />,
  members: <UserOutlined />,
  orders: <AccountBookOutlined />,
  goods: <AppstoreOutlined />,
  promotions: <GiftOutlined />,
  templates: <TagOutlined />,
  stores: <ShopOutlined />,
}

interface OptionLineProps {
  one: Found
  place: number
  isChosen: boolean
  point: () => void
  open: () => void
}

export function OptionLine({ one, place, isChosen, point, open }: OptionLineProps) {
  const { t } = useWords()
  const line = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    // The keyboard is in the box above, which says by `aria-activedescendant` where one is.
    <button
      ref={line}
      type="button"
      id={optionId(place)}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className="search-option"
      onMouseMove={point}
      onMouseDown={(event) => event.preventDefault()}
      onClick={open}
    >
      {ICONS[one.kind]}
      <span className="search-title">{one.title || t('member.nameless')}</span>
      <span className="quiet num">{one.detail}</span>
    </button>
  )
}
