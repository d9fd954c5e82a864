import { expect, test } from 'vitest'
import { busiest, hourLabels } from './hours'

const hour = (weekday: number, at: number, orders: number) => ({
  weekday,
  hour: at,
  orders,
  sales: 0,
})

test('hours run from the first with sales to the last', () => {
  expect(hourLabels([])).toEqual([])
  expect(hourLabels([hour(1, 11, 1), hour(2, 8, 1)])).toEqual([8, 9, 10, 11])
})

test('the busiest hour has the most orders', () => {
  expect(busiest([])).toBeUndefined()
  expect(busiest([hour(1, 9, 3), hour(6, 18, 7)])).toEqual({ weekday: 'saturday', hour: 18 })
})
