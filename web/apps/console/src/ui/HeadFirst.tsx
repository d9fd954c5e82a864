// What stands below a heading, worked out once the heading is painted: filters and fifty rows take
// longer than anybody should wait to see where a click has led. "Back" shows all of it at once, so
// that the browser finds the height again at which it stood.

import { type ReactNode, useDeferredValue } from 'react'
import { useNavigationType } from 'react-router'
import { Loading } from './states'

interface HeadFirstProps {
  children: ReactNode
  /** What stands there meanwhile. */
  instead?: ReactNode
}

export function HeadFirst({ children, instead = <Loading /> }: HeadFirstProps) {
  const isHeadPainted = useDeferredValue(true, useNavigationType() === 'POP')
  return isHeadPainted ? children : instead
}
