import { expect, test } from 'vitest'
import { fileName } from './fileName'

test('a file is called as the server calls it', () => {
  expect(fileName(`attachment; filename="x.csv"`)).toBe('x.csv')
  expect(fileName(`attachment; filename="x.csv"; filename*=UTF-8''%E4%BC%9A.csv`)).toBe('会.csv')
  expect(fileName('attachment')).toBeUndefined()
  expect(fileName(null)).toBeUndefined()
})
