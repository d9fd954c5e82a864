import { loadWords, translate, type WordKey } from '@huitong/words'
import { beforeAll, expect, test } from 'vitest'
import { sayCaps, sayEarn, sayExpiry, sayLadder, sayOffset } from './sentences'

beforeAll(() => loadWords('en'))

const words = {
  t: (key: WordKey, params?: Record<string, unknown>) => translate('en', key, params),
}

test('earning is said once its numbers are there', () => {
  expect(sayEarn(words, { per_amount: 100, points: 1, rounding: 'down' })).toBe(
    'Points for every 1.00 paid: 1. A part of a point is dropped.',
  )
  expect(sayEarn(words, { per_amount: 100, points: 0, rounding: 'down' })).toBe(
    'Sales earn no points.',
  )
  expect(sayEarn(words, { points: 1 })).toBeUndefined()
})

test('paying with points is said with its limit', () => {
  const offset = { is_on: true, step_points: 100, step_value: 150, cap: 2_550 }
  expect(sayOffset(words, offset)).toBe('Every 100 points pay 1.50, up to 25.5% of an order.')
  expect(sayOffset(words, { ...offset, is_on: false })).toBe('Points do not pay for goods.')
  expect(sayOffset(words, { ...offset, cap: undefined })).toBeUndefined()
})

test('the ladder, the caps and the expiry are said in one line', () => {
  expect(sayLadder(words, [])).toBe('No bonus on top-ups.')
  expect(sayLadder(words, [{ pay: 20_000, bonus: 1_000 }])).toContain('200.00')
  expect(sayCaps(words, { named: 500_000, bearer: 100_000 })).toBe(
    'Named 5,000.00, bearer 1,000.00',
  )
  expect(sayExpiry(words, 365)).toBe('After 365 days')
  expect(sayExpiry(words, null)).toBe('Never')
})
