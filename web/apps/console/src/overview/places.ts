// The figures of stores, put together by region for a table of heat.

import type { Overview } from '@huitong/api'

export type PlaceFigures = Overview['total']
export type StoreFigures = Overview['by_store'][number]

export interface PlaceRow {
  id: string
  name: string
  netSales: number
  orders: number
  /** 分 for each order; nothing where there was none. */
  ticket: number | undefined
  /** The part of net sales that members brought. */
  memberShare: number | undefined
  newMembers: number
  topUps: number
}

export function placeRow(id: string, name: string, of: PlaceFigures): PlaceRow {
  const netSales = of.sales - of.returned
  const orders = of.orders - of.undone_orders
  return {
    id,
    name,
    netSales,
    orders,
    ticket: orders > 0 ? Math.round(netSales / orders) : undefined,
    memberShare: netSales > 0 ? (of.member_sales - of.member_returned) / netSales : undefined,
    newMembers: of.new_members,
    topUps: of.top_up_principal,
  }
}

/** Adds up figures that have the same columns. */
export function added(one: PlaceFigures, other: PlaceFigures): PlaceFigures {
  const sum = { ...one }
  for (const key of Object.keys(sum) as (keyof PlaceFigures)[]) sum[key] = one[key] + other[key]
  return sum
}

/** The stores of each region together, the largest sales first. */
export function byRegion(
  stores: readonly StoreFigures[],
  regionOf: (storeId: string) => string | null | undefined,
): Map<string | null, PlaceFigures> {
  const regions = new Map<string | null, PlaceFigures>()
  for (const { store_id, ...figures } of stores) {
    if (!store_id) continue
    const region = regionOf(store_id) ?? null
    const known = regions.get(region)
    regions.set(region, known ? added(known, figures) : figures)
  }
  return new Map([...regions].sort(([, one], [, other]) => other.sales - one.sales))
}
