import { expect, test } from 'vitest'
import { makePassword } from './password'

test('a password that is made is long, plain and another one each time', () => {
  const made = Array.from({ length: 50 }, makePassword)
  for (const password of made) expect(password).toMatch(/^[a-zA2-9]{14}$/)
  expect(made.join('')).not.toMatch(/[ilo01]/)
  expect(new Set(made).size).toBe(50)
})
