import { expect, test } from 'vitest'
import { safePath } from './next'

test('only a path of our own is followed', () => {
  expect(safePath('/members?q=li')).toBe('/members?q=li')
  for (const foreign of [null, '', '//evil.example', 'https://evil.example', '/\\evil.example']) {
    expect(safePath(foreign)).toBe('/')
  }
})
