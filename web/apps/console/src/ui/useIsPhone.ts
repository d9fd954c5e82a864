// Whether the window is as narrow as a phone, where tables are drawn as cards. antd's useBreakpoint
// knows it one drawing later, and each table would be drawn twice.

import { useSyncExternalStore } from 'react'

const PHONE = '(max-width: 575.98px)'

export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(PHONE).matches)
}

function subscribe(changed: () => void): () => void {
  const query = matchMedia(PHONE)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
