// The record of what was asked for a SKU.

import { api, type PriceRecord } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer } from '@/ui/answer'

/** As many changes as one page of the list holds; what is older is looked up by nobody. */
const SHOWN_MAX = 100

/** Of the whole chain, or of one store; the earliest first. */
export function usePriceRecord(sku_id: string, store_id: string | undefined) {
  return useQuery({
    queryKey: ['skus', 'record', sku_id, store_id ?? ''],
    queryFn: async (): Promise<PriceRecord[]> => {
      const query = { limit: SHOWN_MAX, ...(store_id ? { store_id } : {}) }
      const path = { sku_id }
      const page = await answer(
        api.GET('/api/v1/skus/{sku_id}/price-record', { params: { path, query } }),
      )
      return page.items.toReversed()
    },
  })
}
