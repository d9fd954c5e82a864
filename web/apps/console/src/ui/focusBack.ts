// Whoever closes a window goes on where it was opened. The library gives the focus back when a
// window is hidden; ours are taken away whole, so that they begin afresh each time.

import { useEffect, useState } from 'react'

/** For a window that is rendered only while it is open. */
export function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // Only when the window is gone is the focus nowhere.
      setTimeout(() => {
        const isNowhere =
          document.activeElement === null || document.activeElement === document.body
        if (isNowhere && opener instanceof HTMLElement && opener.isConnected) opener.focus()
      })
    },
    [opener],
  )
}
