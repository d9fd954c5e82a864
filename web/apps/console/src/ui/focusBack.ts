// Whoever closes a window goes on where it was opened. The library gives the focus back when a
// window is hidden; ours are taken away whole, so that they begin afresh each time.

import { useEffect, useState } from 'react'

/**
 * How often it is tried: the question whether to close the window fades out with the focus in it.
 * Counted in turns and not by the clock, for on a slow machine the page may be drawn anew meanwhile.
 */
const TRIES = 10
const BETWEEN_MILLIS = 50

/** For a window that is rendered only while it is open. */
export function useFocusBack(): void {
  const [opener] = useState(focused)
  useEffect(() => () => goBackTo(() => opener), [opener])
}

/** Nothing while the focus is nowhere. */
function focused(): HTMLElement | null {
  const { activeElement, body } = document
  return activeElement instanceof HTMLElement && activeElement !== body ? activeElement : null
}

/** Until the person goes on by themselves, be it with a click beside everything. */
export function goBackTo(find: () => HTMLElement | null): void {
  const isOver = new AbortController()
  const { signal } = isOver
  let timer: ReturnType<typeof setTimeout>
  const goneOn = () => {
    clearTimeout(timer)
    isOver.abort()
  }
  const tryNext = (left: number) => {
    const opener = find()
    if (!opener?.isConnected) return goneOn()
    giveBack(opener)
    if (left === 0) goneOn()
    else timer = setTimeout(tryNext, BETWEEN_MILLIS, left - 1)
  }
  // Only when the window is gone is the focus nowhere.
  timer = setTimeout(tryNext, 0, TRIES)
  addEventListener('pointerdown', goneOn, { capture: true, signal })
  addEventListener('keydown', (event) => isGoingOn(event) && goneOn(), { capture: true, signal })
}

/** Unless the person is somewhere else by now. */
function giveBack(opener: HTMLElement): void {
  const { activeElement, body } = opener.ownerDocument
  if (activeElement === null || activeElement === body) opener.focus()
}

/**
 * Whether a key, pressed with the focus nowhere, types or scrolls: a scanner that is half through a
 * code must not press the button that gets the focus, and the page must not jump back under whoever
 * reads on. All others let the person wait where they are: a modifier, Esc or Enter held too long,
 * and Tab too, for where that moved the focus is seen when it would be given back.
 */
function isGoingOn({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const isTyped = key.length === 1 && !ctrlKey && !metaKey
  return isTyped || SCROLLING.has(key)
}

const SCROLLING: ReadonlySet<string> = new Set([
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'End',
  'Home',
  'PageDown',
  'PageUp',
])
