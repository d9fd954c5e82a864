// A form that holds something unsaved says so; the page then asks before it is left.

import { useEffect, useEffectEvent } from 'react'
import { unsavedForms } from './unsaved'

/** `left` is told when the person leaves all the same, such as to forget the draft. */
export function useUnsavedGuard(isDirty: () => boolean, left: () => void = () => {}): void {
  const ask = useEffectEvent(isDirty)
  const tell = useEffectEvent(left)
  useEffect(() => unsavedForms.add({ isDirty: () => ask(), left: () => tell() }), [])
}
