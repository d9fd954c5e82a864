import { expect, test } from 'vitest'
import { stepsOf } from './steps'

const record = (from_at: string, list_price: number | null) => ({
  from_at,
  list_price,
  member_price: null,
})

test('the last price holds until now', () => {
  const records = [
    record('2026-11-01T00:00:00.000Z', 1800),
    record('2026-11-03T00:00:00.000Z', null),
  ]
  const now = Date.parse('2026-11-05T00:00:00.000Z')
  const points = stepsOf(records, ({ list_price }) => list_price, now)
  expect(points).toEqual([
    [Date.parse('2026-11-01T00:00:00.000Z'), 1800],
    [Date.parse('2026-11-03T00:00:00.000Z'), null],
    [now, null],
  ])
  expect(stepsOf([], ({ list_price }) => list_price, now)).toEqual([])
})
