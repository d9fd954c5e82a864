// Moments as the store's clock on the wall shows them; what belongs to no store, as the brand's.

import { formatTime } from '@huitong/words'
import { useCallback } from 'react'
import { useSession } from '@/session/context'
import { useStores } from './queries'

export type StoreTime = (rfc3339: string, storeId?: string | null) => string

export function useStoreTime(): StoreTime {
  const { brand } = useSession()
  const stores = useStores()
  return useCallback(
    (rfc3339, storeId) => formatTime(rfc3339, stores.get(storeId ?? '')?.zone ?? brand.zone),
    [stores, brand.zone],
  )
}
