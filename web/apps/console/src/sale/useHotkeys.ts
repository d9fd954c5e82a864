// Keys that work wherever the focus is on a page.

import { useEffect, useEffectEvent } from 'react'

export function useHotkeys(keys: Partial<Record<string, () => unknown>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const act = keys[event.key]
    // A window that lies over the page has the keyboard for itself.
    const isCovered = document.querySelector('[role="dialog"]') !== null
    if (!act || isCovered) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}
