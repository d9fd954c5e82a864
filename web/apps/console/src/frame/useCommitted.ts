// A value as it stood when the page was last painted with it.

import { useEffect, useState } from 'react'
import { afterPaint } from '@/ui/afterPaint'

/**
 * Follows a value one picture later: what hangs on it is worked out after the rest stands on the
 * screen.
 */
export function useCommitted<T>(value: T): T {
  const [committed, setCommitted] = useState(value)
  useEffect(() => afterPaint(() => setCommitted(value)), [value])
  return committed
}
