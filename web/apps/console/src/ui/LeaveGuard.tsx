// Asks before a page with unsaved changes is left: by a link, by "back", by closing the tab. The
// way to the log-in stays open, for what was typed into a page is kept as a draft; a window keeps
// none, and loses it there.

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { useBlocker } from 'react-router'
import { unsavedForms } from './unsaved'
import { useAskToDiscard } from './useAskToDiscard'

/** Nothing on a page without such forms. */
export function LeaveGuard() {
  const isNone = useSyncExternalStore(unsavedForms.subscribe, unsavedForms.isNone)
  return isNone ? null : <Blocking />
}

function Blocking() {
  const askToDiscard = useAskToDiscard()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname &&
      nextLocation.pathname !== '/login' &&
      unsavedForms.isAnyDirty(),
  )
  const ask = useEffectEvent(() => {
    askToDiscard(
      () => {
        unsavedForms.leave()
        blocker.proceed?.()
      },
      () => blocker.reset?.(),
    )
  })
  useEffect(() => {
    if (blocker.state === 'blocked') ask()
  }, [blocker.state])
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => {
      if (unsavedForms.isAnyDirty()) event.preventDefault()
    }
    addEventListener('beforeunload', hold)
    return () => removeEventListener('beforeunload', hold)
  }, [])
  return null
}
