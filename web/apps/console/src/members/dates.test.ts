import { expect, test } from 'vitest'
import { dayIn, daysBetween, endOfDay, isChild, startOfDay } from './dates'

test('the day is that of the zone', () => {
  const now = new Date('2026-03-01T20:00:00Z')
  expect(dayIn('Asia/Shanghai', now)).toBe('2026-03-02')
  expect(dayIn('America/New_York', now)).toBe('2026-03-01')
})

test('days are counted over the ends of months', () => {
  expect(daysBetween('2026-02-26', '2026-03-01')).toBe(3)
  expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1)
  expect(daysBetween('2026-03-01', '2026-03-01')).toBe(0)
})

test('a child is younger than fourteen', () => {
  expect(isChild(null, '2026-03-01')).toBe(false)
  expect(isChild('2012-03-02', '2026-03-01')).toBe(true)
  expect(isChild('2012-03-01', '2026-03-01')).toBe(false)
  expect(isChild('2024-02-29', '2026-03-01')).toBe(true)
})

test('a day ends at midnight of the zone, also when its clock is changed', () => {
  expect(endOfDay('2026-03-01', 'Asia/Shanghai')).toBe('2026-03-01T16:00:00.000Z')
  expect(endOfDay('2026-12-31', 'UTC')).toBe('2027-01-01T00:00:00.000Z')
  expect(endOfDay('2026-03-07', 'America/New_York')).toBe('2026-03-08T05:00:00.000Z')
  expect(endOfDay('2026-03-08', 'America/New_York')).toBe('2026-03-09T04:00:00.000Z')
})

test('a day begins where the one before ends', () => {
  expect(startOfDay('2026-03-02', 'Asia/Shanghai')).toBe('2026-03-01T16:00:00.000Z')
  expect(startOfDay('2026-03-08', 'America/New_York')).toBe('2026-03-08T05:00:00.000Z')
})
