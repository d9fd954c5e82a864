import type { Job } from '@huitong/api'
import { expect, test } from 'vitest'
import { controlTotals, isOver, percentOf } from './job'

const job = (state: Job['state'], done: number, total: number) => ({ state, done, total }) as Job

test('progress is known once the whole is', () => {
  expect(percentOf(job('running', 5, 0))).toBeUndefined()
  expect(percentOf(job('running', 1, 3))).toBe(33)
  expect(percentOf(job('succeeded', 0, 0))).toBe(100)
})

test('a job is over when nothing will happen any more', () => {
  expect(isOver(job('queued', 0, 0))).toBe(false)
  expect(isOver(job('cancelled', 0, 0))).toBe(true)
})

test('the numbers of a result are its control totals', () => {
  const result = { rows: 3, rejected: 1, note: 'x', totals: { amount: 1250 } }
  expect(controlTotals(result)).toEqual([
    { name: 'rows', count: 3, isMoney: false },
    { name: 'rejected', count: 1, isMoney: false },
    { name: 'amount', count: 1250, isMoney: true },
  ])
  expect(controlTotals(null)).toEqual([])
})
