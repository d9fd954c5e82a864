import { expect, test } from 'vitest'
import { isScan, step } from './scanning'

test('numbers of goods and cards are scans, parts of names and last four digits are not', () => {
  expect(isScan('6901234567892')).toBe(true)
  expect(isScan('拿铁')).toBe(false)
  expect(isScan('8821')).toBe(false)
  expect(isScan('LATTE-1')).toBe(false)
})

test('a list goes round', () => {
  expect(step(-1, 1, 3)).toBe(0)
  expect(step(-1, -1, 3)).toBe(2)
  expect(step(2, 1, 3)).toBe(0)
  expect(step(0, -1, 3)).toBe(2)
  expect(step(0, 1, 0)).toBe(-1)
})
