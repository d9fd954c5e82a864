import type { MergeField } from '@huitong/api'
import { expect, test } from 'vitest'
import { keptOf, takenOf, undoingOf, withChoice } from './choices'

const field = (name: string, is_conflict: boolean, is_taken = false) =>
  ({ field: name, is_conflict, is_taken, survivor: 'a', absorbed: 'b' }) as MergeField

const NAME = field('name', true)
const PHONE = field('phone', false, true)
const BIRTHDAY = field('birthday', false)

test('the survivor keeps what somebody does not choose, and what the other fills', () => {
  expect([NAME, PHONE, BIRTHDAY].map((one) => keptOf(one, []))).toEqual([
    'survivor',
    'absorbed',
    'survivor',
  ])
  expect(keptOf(NAME, ['name'])).toBe('absorbed')
})

test('only conflicts are told to the server', () => {
  expect(takenOf([NAME, PHONE, BIRTHDAY], ['name', 'phone', 'birthday'])).toEqual(['name'])
})

test('a choice is made and taken back', () => {
  const take = withChoice([], 'name', 'absorbed')
  expect(withChoice(take, 'name', 'absorbed')).toEqual(['name'])
  expect(withChoice(take, 'name', 'survivor')).toEqual([])
})

test('a merge is undone once and in time', () => {
  const now = new Date('2026-03-10T00:00:00Z')
  const until = (undo_until: string, undone_at: string | null = null) =>
    undoingOf({ undo_until, undone_at }, now)
  expect(until('2026-03-10T00:00:00Z')).toBe('possible')
  expect(until('2026-03-09T23:59:59Z')).toBe('over')
  expect(until('2026-04-01T00:00:00Z', '2026-03-09T00:00:00Z')).toBe('undone')
})
