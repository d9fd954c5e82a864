// What the chain and some stores ask for SKUs, page by page, and setting it cell by cell.

import { api, ProblemError, type Sku, type SkuFilter } from '@huitong/api'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { answer, ifMatch } from '@/ui/answer'
import { readSku } from '../queries'
import type { PriceEdit, Spot } from './edits'
import {
  CHAIN,
  chainPriceOf,
  NO_PRICE,
  type Owner,
  type OwnPrice,
  ownOf,
  type PriceRow,
  planOf,
  storePriceOf,
  withOwn,
} from './pricing'

const PRICE = '/api/v1/skus/{sku_id}/prices/{store_id}'

export const PRICES = ['skus', 'prices'] as const

interface PricePage {
  rows: PriceRow[]
  next: string | null
}

export function usePrices(storeIds: readonly string[], filter: SkuFilter) {
  return useQuery({ ...pricesQuery(storeIds, filter), placeholderData: keepPreviousData })
}

export function pricesQuery(storeIds: readonly string[], filter: SkuFilter) {
  return queryOptions({
    queryKey: [...PRICES, filter, storeIds],
    queryFn: () => readPrices(storeIds, filter),
  })
}

/** The server tells of one store at a time: each is asked for the same page. */
async function readPrices(storeIds: readonly string[], filter: SkuFilter): Promise<PricePage> {
  const read = (query: SkuFilter) => answer(api.GET('/api/v1/skus', { params: { query } }))
  const [first, ...others] = await Promise.all(
    storeIds.length > 0
      ? storeIds.map((store_id) => read({ ...filter, store_id }))
      : [read(filter)],
  )
  if (!first) return { rows: [], next: null }
  const rows = new Map<string, PriceRow>(
    first.items.map((sku) => [sku.id, { sku, stores: {}, page: filter }]),
  )
  for (const sku of [first, ...others].flatMap(({ items }) => items)) {
    const row = rows.get(sku.id)
    if (row && sku.at_store) {
      rows.set(sku.id, withOwn(row, sku.at_store.store_id, storePriceOf(sku)))
    }
  }
  return { rows: [...rows.values()], next: first.next ?? null }
}

/** Saves over the state that the typing began with; answers what the owner asks then. */
export async function savePrice({ row: { sku }, owner, own, cells }: PriceEdit): Promise<OwnPrice> {
  const plan = planOf(owner, own, cells)
  const header = ifMatch(`"${own.version}"`)
  if (plan.kind === 'set' && owner === CHAIN) {
    const params = { path: { sku_id: sku.id }, header }
    const body = plan.body
    return chainPriceOf(await answer(api.PATCH('/api/v1/skus/{sku_id}', { params, body })))
  }
  const params = { path: { sku_id: sku.id, store_id: owner }, header }
  switch (plan.kind) {
    case 'set':
      return ownOf(await answer(api.PUT(PRICE, { params, body: plan.body })))
    case 'remove':
      await api.DELETE(PRICE, { params })
      return NO_PRICE
    default:
      return own
  }
}

/** What the owner asks now, where an error says that somebody else was faster. */
export async function readTheirs(
  sku: Sku,
  owner: Owner,
  error: unknown,
): Promise<OwnPrice | undefined> {
  const isLate = error instanceof ProblemError && LATE.includes(error.status)
  if (!isLate) return undefined
  if (owner === CHAIN) return chainPriceOf((await readSku(sku.id)).data)
  // A search by the whole code brings the SKU near the top; there is no call for one alone.
  const query = { store_id: owner, q: sku.code, limit: 200 }
  const { items } = await answer(api.GET('/api/v1/skus', { params: { query } }))
  const found = items.find(({ id }) => id === sku.id)
  return found && storePriceOf(found)
}

/** Changed meanwhile, or taken away. */
const LATE: readonly number[] = [404, 412]

/** The page once an owner asks something else for a SKU. */
export function pageWith(page: PricePage, { skuId, owner }: Spot, own: OwnPrice): PricePage {
  const rows = page.rows.map((row) => (row.sku.id === skuId ? withOwn(row, owner, own) : row))
  return { ...page, rows }
}
