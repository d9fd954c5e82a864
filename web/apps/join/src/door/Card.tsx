// What is asked at the moment.

import { type ReactNode, useCallback } from 'react'

interface CardProps {
  title: string
  /** What stands over the heading. */
  picture?: ReactNode
  children: ReactNode
}

/** A card whose heading takes the focus when it appears, so that it is read out. */
export function Card({ title, picture, children }: CardProps) {
  const focus = useCallback((heading: HTMLHeadingElement | null) => heading?.focus(), [])
  return (
    <section className="card">
      {picture}
      <h2 ref={focus} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  )
}
