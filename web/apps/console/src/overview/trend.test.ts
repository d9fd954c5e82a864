import { expect, test } from 'vitest'
import { changeOfSales, type Trend } from './trend'

const day = (date: string, sales: number, returned = 0) =>
  ({ date, sales, returned, orders: 1, undone_orders: 0, new_members: 0 }) as Trend[number]

test('net sales are compared, unless there were none', () => {
  const now = [day('2026-03-01', 150, 30)]
  expect(changeOfSales(now, [day('2026-02-28', 100)])).toBeCloseTo(0.2)
  expect(changeOfSales(now, [day('2026-02-28', 0)])).toBeUndefined()
})
