// The stores whose prices are looked at; see `storesAsked`.

import { useMemo } from 'react'
import { useChosenStore } from '@/stores/chosen'
import { useStores } from '@/stores/queries'
import { storesAsked } from './stores'

export function useStoresAsked(asked: string | undefined): string[] {
  const stores = useStores()
  const { storeId } = useChosenStore()
  return useMemo(() => {
    const open = [...stores.values()].filter(({ is_open }) => is_open)
    const known = asked ? [...stores.keys()] : open.map(({ id }) => id)
    return storesAsked(asked, known, storeId)
  }, [stores, storeId, asked])
}
