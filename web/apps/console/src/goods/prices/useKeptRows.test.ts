import type { Sku } from '@huitong/api'
import { expect, test } from 'vitest'
import { NO_PRICE, type OwnPrice, type PriceRow } from './pricing'
import { filled, gapsOf } from './useKeptRows'

const OWN: OwnPrice = { version: 2, list: 2000, member: 1800 }
const FIRST = { q: 'br' }
const SECOND = { q: 'br', cursor: 'next' }

const row = (id: string, page: PriceRow['page'], stores: PriceRow['stores']): PriceRow => ({
  sku: { id } as Sku,
  stores,
  page,
})

test('each page is asked for once, with all stores that any of its rows lacks', () => {
  const rows = [
    row('bread', FIRST, { east: NO_PRICE }),
    row('brioche', FIRST, { east: NO_PRICE, west: NO_PRICE }),
    row('brownie', SECOND, { east: NO_PRICE, west: NO_PRICE }),
    row('brezel', FIRST, { west: NO_PRICE }),
  ]
  expect(gapsOf(rows, ['east', 'west', 'north'])).toEqual([
    { page: FIRST, storeIds: ['east', 'west', 'north'] },
    { page: SECOND, storeIds: ['north'] },
  ])
  expect(gapsOf(rows.slice(1, 3), ['east', 'west'])).toEqual([])
})

test('what a row says itself is not replaced by what others say', () => {
  const rows = [row('bread', FIRST, { east: OWN }), row('milk', FIRST, {})]
  const others = [row('bread', FIRST, { east: NO_PRICE }), row('bread', FIRST, { west: NO_PRICE })]
  const [bread, milk] = filled(rows, others)
  expect(bread?.stores).toEqual({ east: OWN, west: NO_PRICE })
  expect(milk).toBe(rows[1])
})
