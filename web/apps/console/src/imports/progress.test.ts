import type { Import } from '@huitong/api'
import { expect, test } from 'vitest'
import { controlTotals, isOver, percentOf } from './progress'

const at = (state: Import['state'], rows_done: number, rows: number) =>
  ({ state, rows_done, rows }) as Import

test('progress is known once the whole is', () => {
  expect(percentOf(at('running', 5, 0))).toBeUndefined()
  expect(percentOf(at('running', 1, 3))).toBe(33)
  expect(percentOf(at('done', 0, 0))).toBe(100)
})

test('an import is over when nothing happens until somebody says so', () => {
  expect(isOver(at('checking', 0, 0))).toBe(false)
  expect(isOver(at('stopped', 0, 0))).toBe(true)
})

test('the numbers of an import are its control totals', () => {
  const done = { rows: 3, accepted: 2, rejected: 1, for_review: 0, totals: { amount: 1250 } }
  expect(controlTotals(done as unknown as Import)).toEqual([
    { name: 'rows', count: 3, isMoney: false },
    { name: 'accepted', count: 2, isMoney: false },
    { name: 'rejected', count: 1, isMoney: false },
    { name: 'for_review', count: 0, isMoney: false },
    { name: 'amount', count: 1250, isMoney: true },
  ])
})
