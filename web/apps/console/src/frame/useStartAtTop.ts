// Where Tab begins for whoever has just come in.

import { useLayoutEffect } from 'react'

/**
 * The browser goes on from where the field of the log-in was, which is in the middle of the page
 * now; the first stop is to be the link past the navigation. Before the page is painted, for a Tab may
 * come with the first picture.
 */
export function useStartAtTop(): void {
  useLayoutEffect(() => {
    const { body, activeElement } = document
    if (activeElement !== body) return
    body.tabIndex = -1
    body.focus({ preventScroll: true })
    body.addEventListener('blur', () => body.removeAttribute('tabindex'), { once: true })
  }, [])
}
