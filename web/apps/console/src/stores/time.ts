// Moments as the store's clock on the wall shows them; what belongs to no store, as the brand's.

import { formatTime } from '@huitong/words'
import { useSession } from '@/session/context'
import { useStores } from './queries'

export type StoreTime = (rfc3339: string, storeId?: string | null) => string

export function useStoreTime(): StoreTime {
  const { brand } = useSession()
  const stores = useStores()
  return (rfc3339, storeId) => formatTime(rfc3339, stores.get(storeId ?? '')?.zone ?? brand.zone)
}
