import { expect, test } from 'vitest'
import { toFilter } from './asked'

test('what waits is shown, unless the address says otherwise', () => {
  expect(toFilter({})).toEqual({ state: 'open' })
  expect(toFilter({ state: 'done', kind: 'export' })).toEqual({ state: 'done', kind: 'export' })
  expect(toFilter({ state: 'all' })).toEqual({})
  expect(toFilter({ is_overdue: 'true' })).toEqual({ state: 'open', is_overdue: true })
})
