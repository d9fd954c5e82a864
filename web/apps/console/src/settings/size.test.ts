import { expect, test } from 'vitest'
import { formatBytes, spanOf } from './size'

test('sizes are told in the unit that fits', () => {
  const table: [number, string][] = [
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_536, '1.5 KB'],
    [5 * 1_024 * 1_024, '5.0 MB'],
    [3 * 1_024 ** 4, '3.0 TB'],
  ]
  for (const [bytes, text] of table) expect(formatBytes(bytes)).toBe(text)
})

test('a span is told in days, hours and minutes', () => {
  expect(spanOf(90_061)).toEqual({ days: 1, hours: 1, minutes: 1 })
  expect(spanOf(59)).toEqual({ days: 0, hours: 0, minutes: 0 })
})
