// Whether somebody is at the desk. What asks the server by itself keeps a log-in alive, which is to
// end when nobody has been there for a while; so it asks only while this says yes.

import { useEffect, useEffectEvent, useRef } from 'react'

/** Nobody reads one page for longer than that without a key or a click. */
const AWAY_MILLIS = 5 * 60_000

/** `cameBack` is told at the first key or click of whoever was away. */
export function useAtDesk(cameBack: () => void): () => boolean {
  const seen = useRef(Date.now())
  const isAtDesk = () => Date.now() - seen.current < AWAY_MILLIS
  const note = useEffectEvent(() => {
    const wasAway = !isAtDesk()
    seen.current = Date.now()
    if (wasAway) cameBack()
  })
  useEffect(() => {
    const noted = () => note()
    addEventListener('pointerdown', noted, true)
    addEventListener('keydown', noted, true)
    return () => {
      removeEventListener('pointerdown', noted, true)
      removeEventListener('keydown', noted, true)
    }
  }, [])
  return isAtDesk
}
