import { expect, test } from 'vitest'
import { spaced } from './phone'

test('a mainland number is read in three parts, others stay as they are', () => {
  expect(spaced('+8613812345678')).toBe('138 1234 5678')
  expect(spaced('+85291234567')).toBe('+85291234567')
})
