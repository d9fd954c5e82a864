// Whether the window is as narrow as a phone, where tables are drawn as cards. antd's useBreakpoint
// knows it one drawing later, and each table would be drawn twice.

import { useMedia } from './useMedia'

export function useIsPhone(): boolean {
  return useMedia('(max-width: 575.98px)')
}
