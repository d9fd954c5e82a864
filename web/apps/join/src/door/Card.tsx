// What is asked at the moment.

import { type ReactNode, useCallback } from 'react'

/** A card whose heading takes the focus when it appears, so that it is read out. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  const focus = useCallback((heading: HTMLHeadingElement | null) => heading?.focus(), [])
  return (
    <section className="card">
      <h2 ref={focus} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  )
}
