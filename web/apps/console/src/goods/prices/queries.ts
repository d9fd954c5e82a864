// What a store asks for SKUs, page by page, and setting it row by row.

import { api, ProblemError, type Sku, type SkuFilter } from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, ifMatch } from '@/ui/answer'
import type { PriceEdit } from './edits'
import { NO_PRICE, type OwnPrice, ownOf, planOf, rowOf } from './pricing'

const PRICE = '/api/v1/skus/{sku_id}/prices/{store_id}'

export const PRICES = ['skus', 'prices'] as const

interface PricePage {
  items: Sku[]
  next?: string | null
}

export function usePrices(storeId: string, filter: SkuFilter) {
  const query = { ...filter, store_id: storeId }
  return useQuery({
    queryKey: [...PRICES, query],
    queryFn: (): Promise<PricePage> => answer(api.GET('/api/v1/skus', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

/** Saves a row over the state that its typing began with; answers what the store asks then. */
export async function savePrice(
  store_id: string,
  { row, cells }: Pick<PriceEdit, 'row' | 'cells'>,
): Promise<OwnPrice> {
  const plan = planOf(row, cells)
  const params = {
    path: { sku_id: row.sku.id, store_id },
    header: ifMatch(`"${row.own.version}"`),
  }
  switch (plan.kind) {
    case 'set':
      return ownOf(await answer(api.PUT(PRICE, { params, body: plan.body })))
    case 'remove':
      await api.DELETE(PRICE, { params })
      return NO_PRICE
    default:
      return row.own
  }
}

/** What the store asks now, where an error says that somebody else was faster. */
export async function readTheirs(
  store_id: string,
  sku: Sku,
  error: unknown,
): Promise<OwnPrice | undefined> {
  const isLate = error instanceof ProblemError && LATE.includes(error.status)
  if (!isLate) return undefined
  // A search by the whole code brings the SKU near the top; there is no call for one alone.
  const query = { store_id, q: sku.code, limit: 200 }
  const { items } = await answer(api.GET('/api/v1/skus', { params: { query } }))
  const found = items.find(({ id }) => id === sku.id)
  return found && rowOf(found).own
}

/** Changed meanwhile, or taken away. */
const LATE: readonly number[] = [404, 412]

/** The page once the store asks something else for a SKU. */
export function withOwn(page: PricePage, storeId: string, skuId: string, own: OwnPrice): PricePage {
  const items = page.items.map((sku) =>
    sku.id === skuId && sku.at_store?.store_id === storeId
      ? {
          ...sku,
          at_store: {
            ...sku.at_store,
            list_price: own.list ?? sku.list_price,
            member_price: own.version === 0 ? (sku.member_price ?? null) : own.member,
            price_version: own.version,
          },
        }
      : sku,
  )
  return { ...page, items }
}
