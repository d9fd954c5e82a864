import type { Import } from '@huitong/api'
import { expect, test } from 'vitest'
import {
  beforeAfter,
  canMap,
  canUndo,
  controlTotals,
  isOver,
  percentOf,
  reasonsOf,
  stepOf,
} from './progress'

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

test('an import is come back to at the step where it was left', () => {
  const step = (state: Import['state'], is_dry_run: boolean) => stepOf({ state, is_dry_run })
  expect(step('waiting', false)).toBe('map')
  expect(step('checking', true)).toBe('check')
  expect(step('checked', true)).toBe('check')
  expect(step('stopped', true)).toBe('check')
  // The first pass of all-or-nothing is a part of the real thing.
  expect(step('checking', false)).toBe('enter')
  expect(step('stopped', false)).toBe('enter')
  expect(step('done', false)).toBe('enter')
  expect(step('undone', false)).toBe('enter')
})

test('what is half looked at keeps its meaning', () => {
  expect(canMap(at('checked', 9, 9))).toBe(true)
  expect(canMap(at('stopped', 0, 9))).toBe(true)
  expect(canMap(at('stopped', 5, 9))).toBe(false)
  expect(canMap(at('done', 9, 9))).toBe(false)
})

test('only what is in the ledger can be undone, and again while something of it is left', () => {
  const done = { state: 'done', kind: 'members', is_dry_run: false } as Import
  const job = { result: { reversed: 9, kept: 1 } } as unknown as NonNullable<Import['job']>
  expect(canUndo(done)).toBe(true)
  expect(canUndo({ ...done, kind: 'goods' })).toBe(false)
  expect(canUndo({ ...done, state: 'undone' })).toBe(false)
  expect(canUndo({ ...done, state: 'undone', job })).toBe(true)
  expect(canUndo({ ...done, state: 'stopped' })).toBe(true)
  expect(canUndo({ ...done, state: 'checked', is_dry_run: true })).toBe(false)
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

test('what was there before stands beside what is there now', () => {
  const held = { before: { points: 5 }, after: { points: 8, principal: 100 } }
  expect(beforeAfter(held as unknown as Import)).toEqual([
    { name: 'points', before: 5, after: 8, isMoney: false },
    { name: 'principal', before: 0, after: 100, isMoney: true },
  ])
})

test('the most frequent reason comes first', () => {
  const refused = { reasons: { 'phone.masked': 1, 'cell.not_a_date': 3 } } as unknown as Import
  expect(reasonsOf(refused)).toEqual([
    ['cell.not_a_date', 3],
    ['phone.masked', 1],
  ])
})
