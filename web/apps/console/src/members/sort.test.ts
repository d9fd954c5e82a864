import { expect, test } from 'vitest'
import { isSearch, withoutSortOfSearch } from './sort'

test('a search is asked without an order, any other list with it', () => {
  const sort = '-last_order' as const
  expect(withoutSortOfSearch({ sort, tier_id: 'tir_1' })).toEqual({ sort, tier_id: 'tir_1' })
  expect(withoutSortOfSearch({ sort, q: '王' })).toEqual({ q: '王' })
  const byField = { field: 'skin', field_value: 'dry' }
  expect(withoutSortOfSearch({ sort, ...byField })).toEqual(byField)
})

test('a text or a field makes a search, a filter does not', () => {
  expect(isSearch({ q: '王' })).toBe(true)
  expect(isSearch({ field: 'skin', field_value: 'dry' })).toBe(true)
  expect(isSearch({ state: 'frozen' })).toBe(false)
})
