import { expect, test } from 'vitest'
import { formatCount, formatMoney, formatShare, formatTime, parseMoney } from './format'

test('money is written in yuan and fen', () => {
  const table: [number, string][] = [
    [0, '0.00'],
    [5, '0.05'],
    [99, '0.99'],
    [100, '1.00'],
    [123450, '1,234.50'],
    [-123450, '-1,234.50'],
    [100000000, '1,000,000.00'],
    [9_000_000_000_000_000, '90,000,000,000,000.00'],
  ]
  for (const [fen, text] of table) expect(formatMoney(fen)).toBe(text)
})

test('money that was written reads back as it was', () => {
  for (const fen of [0, 1, 10, 99, 100, 101, 123456789, -5]) {
    expect(parseMoney(formatMoney(fen))).toBe(fen)
  }
})

test('what is no amount is not guessed at', () => {
  expect(parseMoney('12')).toBe(1200)
  expect(parseMoney('12.3')).toBe(1230)
  expect(parseMoney(' 1,234.5 ')).toBe(123450)
  for (const text of ['', '.', '1.', '1.234', 'abc', '1e3', '--1', '12 34', '１２']) {
    expect(parseMoney(text), text).toBeUndefined()
  }
})

test('counts and shares', () => {
  expect(formatCount(-1234567)).toBe('-1,234,567')
  expect(formatShare(0.12345)).toBe('12.3%')
})

test('a moment is shown in the time zone of its store', () => {
  const moment = '2026-03-01T02:30:00Z'
  expect(formatTime(moment, 'America/New_York')).toBe('2026-02-28 21:30')
  expect(formatTime(moment, 'Asia/Shanghai')).toBe('2026-03-01 10:30')
  expect(formatTime('2026-03-01T00:05:00Z', 'UTC')).toBe('2026-03-01 00:05')
})
