// Draws a person to something that appeared out of sight, such as above a long form: scrolled to,
// and with the focus, so that it is read out and the next Tab goes on from there.

import { type RefObject, useEffect, useRef } from 'react'

/** For an element with `tabIndex={-1}`; drawn to when it appears. */
export function useAttention<E extends HTMLElement = HTMLDivElement>(): RefObject<E | null> {
  const ref = useRef<E>(null)
  useEffect(() => drawTo(ref.current), [])
  return ref
}

export function drawTo(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'center' })
}
