// Rows of other pages that stay in sight because something in them is unsaved. What they are read
// with are the stores that were chosen then; those chosen since are asked about here, by the pages
// that the rows stood on, for the server tells of a whole page at a time.

import type { SkuFilter } from '@huitong/api'
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { PriceRow } from './pricing'
import { pricesQuery } from './queries'

interface Gap {
  page: SkuFilter
  storeIds: string[]
}

interface Kept {
  rows: readonly PriceRow[]
  isAsking: boolean
}

/** `here` are the rows of the page that is looked at, which need not be asked for again. */
export function useKeptRows(
  kept: readonly PriceRow[],
  here: readonly PriceRow[],
  storeIds: readonly string[],
): Kept {
  const known = useMemo(() => filled(kept, here), [kept, here])
  const asked = useQueries({
    queries: gapsOf(known, storeIds).map(({ page, storeIds }) => pricesQuery(storeIds, page)),
    combine: (answers) => ({
      rows: answers.flatMap(({ data }) => data?.rows ?? []),
      isAsking: answers.some(({ isFetching }) => isFetching),
    }),
  })
  const rows = useMemo(() => filled(known, asked.rows), [known, asked.rows])
  return { rows, isAsking: asked.isAsking }
}

/** Which pages are to be asked for, each once, and for which stores. */
export function gapsOf(rows: readonly PriceRow[], storeIds: readonly string[]): Gap[] {
  const gaps = new Map<string, Gap>()
  for (const { page, stores } of rows) {
    const name = JSON.stringify(page)
    const before = gaps.get(name)?.storeIds ?? []
    const missing = storeIds.filter((id) => !stores[id] || before.includes(id))
    if (missing.length > 0) gaps.set(name, { page, storeIds: missing })
  }
  return [...gaps.values()]
}

/** With what is known of the same SKUs elsewhere; what a row says itself stays. */
export function filled(rows: readonly PriceRow[], others: readonly PriceRow[]): PriceRow[] {
  return rows.map((row) => {
    const same = others.filter(({ sku }) => sku.id === row.sku.id).map(({ stores }) => stores)
    return same.length > 0 ? { ...row, stores: Object.assign({}, ...same, row.stores) } : row
  })
}
