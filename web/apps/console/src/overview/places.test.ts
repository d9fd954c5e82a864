import { expect, test } from 'vitest'
import { byRegion, type PlaceFigures, placeRow, type StoreFigures } from './places'

const QUIET = {
  sales: 0,
  returned: 0,
  orders: 0,
  undone_orders: 0,
  member_sales: 0,
  member_returned: 0,
  new_members: 0,
  top_up_principal: 0,
} as PlaceFigures

test('a row takes off what came back', () => {
  const of = {
    ...QUIET,
    sales: 1200,
    returned: 200,
    orders: 3,
    undone_orders: 1,
    member_sales: 500,
  }
  const row = placeRow('sto_1', '徐汇', of)
  expect([row.netSales, row.orders, row.ticket, row.memberShare]).toEqual([1000, 2, 500, 0.5])
  expect(placeRow('sto_1', '徐汇', QUIET).ticket).toBeUndefined()
})

test('stores are put together by region, the largest first', () => {
  const store = (store_id: string | null, sales: number): StoreFigures => ({
    ...QUIET,
    store_id,
    sales,
  })
  const regions = byRegion(
    [store('a', 1), store('b', 2), store('c', 5), store(null, 9)],
    (id) => ({ a: 'east', b: 'east', c: undefined })[id],
  )
  expect([...regions].map(([id, { sales }]) => [id, sales])).toEqual([
    [null, 5],
    ['east', 3],
  ])
})
