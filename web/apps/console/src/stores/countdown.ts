// How long something is still good.

import { useEffect, useState } from 'react'

const SECOND = 1_000

/** Whole seconds until a moment, none once it is past. */
export function secondsUntil(moment: string, now: Date): number {
  return Math.max(0, Math.ceil((new Date(moment).getTime() - now.getTime()) / SECOND))
}

/** 754 → `12:34`. */
export function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${(seconds % 60).toString().padStart(2, '0')}`
}

/** Counts down to a moment. */
export function useSecondsUntil(moment: string): number {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const tick = setInterval(() => setNow(new Date()), SECOND)
    return () => clearInterval(tick)
  }, [])
  return secondsUntil(moment, now)
}
