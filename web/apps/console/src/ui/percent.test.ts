import { expect, test } from 'vitest'
import { percentDone } from './percent'

test('progress is told once it is known of how much', () => {
  expect(percentDone(0, 0)).toBeUndefined()
  expect(percentDone(1, 3)).toBe(33)
  expect(percentDone(9, 3)).toBe(100)
})
