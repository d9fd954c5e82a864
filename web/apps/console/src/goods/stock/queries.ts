// What a store has of a SKU, how it came about, and putting it right.

import { api, type ChangeStock } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const STOCK = '/api/v1/skus/{sku_id}/stock/{store_id}'

export interface Shelf {
  sku_id: string
  store_id: string
}

const about = ({ sku_id, store_id }: Shelf) => ['stock', sku_id, store_id] as const

export function useStock(shelf: Shelf) {
  return useQuery({
    queryKey: [...about(shelf), 'level'],
    queryFn: () => answer(api.GET(STOCK, { params: { path: shelf } })),
  })
}

export function useStockEntries(shelf: Shelf) {
  return useGrowingList([...about(shelf), 'entries'], (query) =>
    answer(api.GET(`${STOCK}/entries`, { params: { path: shelf, query } })),
  )
}

export function useChangeStock(shelf: Shelf) {
  return useAct(
    (body: ChangeStock, key) =>
      api.POST(STOCK, { params: { path: shelf, header: under(key) }, body }),
    [about(shelf), ['skus', 'list']],
  )
}
