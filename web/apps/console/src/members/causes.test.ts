import type { Permission } from '@huitong/api'
import { expect, test } from 'vitest'
import { causeKindOf, causePath } from './causes'

const DAY = { store_id: 'sto_1', business_date: '2026-03-01' }
const ALL = () => true

test('a cause leads to the page of what it was, or to the list of its day', () => {
  const table: [string, string | undefined, string | undefined][] = [
    ['ord_1', 'order', '/orders/ord_1'],
    ['ret_1', 'return', '/returns?from=2026-03-01&to=2026-03-01&store_id=sto_1'],
    ['top_1', 'top_up', '/top-ups?from=2026-03-01&to=2026-03-01&store_id=sto_1'],
    ['mrg_1', 'merge', '/merges/mrg_1'],
    ['job_1', 'job', undefined],
    ['hand', 'hand', undefined],
    ['upkeep', 'upkeep', undefined],
    ['new_1', undefined, undefined],
  ]
  for (const [cause, kind, path] of table) {
    expect(causeKindOf(cause), cause).toBe(kind)
    expect(causePath({ ...DAY, cause }, ALL), cause).toBe(path)
  }
})

test('the list of a day is that of all stores for what happened in none', () => {
  const path = causePath({ ...DAY, store_id: null, cause: 'top_1' }, ALL)
  expect(path).toBe('/top-ups?from=2026-03-01&to=2026-03-01')
})

test('nobody is led to what they may not see', () => {
  const readsOrders = (permission: Permission) => permission === 'orders.read'
  expect(causePath({ ...DAY, cause: 'ord_1' }, readsOrders)).toBe('/orders/ord_1')
  expect(causePath({ ...DAY, cause: 'mrg_1' }, readsOrders)).toBeUndefined()
  for (const cause of ['ord_1', 'ret_1', 'top_1', 'mrg_1']) {
    expect(
      causePath({ ...DAY, cause }, () => false),
      cause,
    ).toBeUndefined()
  }
})
