import { expect, test } from 'vitest'
import { standingOf } from './due'

const on = (due_on: string, approved_at: string | null = null) =>
  standingOf({ state: 'open', approved_at, due_on }, '2026-03-10')

test('a request is overdue the day after the last day for the answer', () => {
  expect(on('2026-03-10')).toEqual({ kind: 'soon', days: 0 })
  expect(on('2026-03-09')).toEqual({ kind: 'overdue', days: 1 })
  expect(on('2026-03-13')).toEqual({ kind: 'soon', days: 3 })
  expect(on('2026-03-14')).toEqual({ kind: 'waiting', days: 4 })
})

test('what was answered or is carried out is not urgent', () => {
  expect(on('2026-03-01', '2026-02-28T00:00:00Z')).toEqual({ kind: 'erasing' })
  const done = { state: 'done', approved_at: null, due_on: '2026-03-01' } as const
  expect(standingOf(done, '2026-03-10')).toEqual({ kind: 'ended' })
})
