import { expect, test } from 'vitest'
import { busiest, heatCells, hourLabels, weekdaysIn } from './hours'

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

test('a period has the weekdays of its days', () => {
  const table: [string, string, number[]][] = [
    ['2026-11-26', '2026-11-26', [4]],
    ['2026-11-28', '2026-11-30', [1, 6, 7]],
    ['2026-11-23', '2026-11-29', [1, 2, 3, 4, 5, 6, 7]],
    ['2026-10-01', '2026-11-29', [1, 2, 3, 4, 5, 6, 7]],
  ]
  for (const [from, to, weekdays] of table) expect(weekdaysIn({ from, to })).toEqual(weekdays)
})

test('every hour of every weekday has its number', () => {
  expect(heatCells([hour(1, 9, 3), hour(7, 10, 2)], [1, 7], [9, 10])).toEqual([
    [0, 0, 3],
    [1, 0, 0],
    [0, 1, 0],
    [1, 1, 2],
  ])
})

test('the busiest hour has the most orders', () => {
  expect(busiest([])).toBeUndefined()
  expect(busiest([hour(1, 9, 3), hour(6, 18, 7)])).toEqual({ weekday: 'saturday', hour: 18 })
})
