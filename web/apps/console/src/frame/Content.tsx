// The page in the middle of the frame. Apart, so that a page that is still to be loaded does not draw
// the layout anew.

import { memo, type ReactNode } from 'react'
import { useLocation, useNavigation, useOutlet } from 'react-router'

export function Content() {
  const isLeaving = useNavigation().state === 'loading'
  const { key, pathname, search } = useLocation()
  const outlet = useOutlet()
  return (
    <div id="content" tabIndex={-1} aria-busy={isLeaving} style={{ outline: 'none' }}>
      {/* Not the key alone: all entries that the router did not make have the same one, such as the
          first of a visit and the one that the link past the navigation adds, and "back" may jump
          from one of them to another. */}
      <Screen at={`${key} ${pathname}${search}`}>{outlet}</Screen>
    </div>
  )
}

/** The router makes the page anew whenever its state changes, such as when another is asked for. */
const Screen = memo(
  ({ children }: { at: string; children: ReactNode }) => children,
  (before, after) => before.at === after.at,
)
