import { expect, test } from 'vitest'
import { secretOf } from './secret'

test('the secret is read out of the address in groups of four', () => {
  const address = 'otpauth://totp/%E4%BC%9A%E9%80%9A:li?secret=ABCDEFGHIJ&issuer=%E4%BC%9A%E9%80%9A'
  expect(secretOf(address)).toBe('ABCD EFGH IJ')
  expect(secretOf('otpauth://totp/li')).toBe('')
})
