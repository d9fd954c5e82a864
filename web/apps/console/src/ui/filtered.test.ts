import { expect, test } from 'vitest'
import { isFiltered, unfiltered } from './filtered'

const at = (query: string) => new URLSearchParams(query)

test('a list is filtered by what its address asks for, but not by the store of all pages', () => {
  expect(isFiltered(at('tab=x&sort=total&cursor=c2'), undefined)).toBe(false)
  expect(isFiltered(at('store_id=sto_1'), 'sto_1')).toBe(false)
  expect(isFiltered(at('store_id=sto_2'), 'sto_1')).toBe(true)
  expect(isFiltered(at('q=wang&tab=x'), undefined)).toBe(true)
  expect(unfiltered(at('q=wang&tab=x&sort=total&cursor=c2')).toString()).toBe('tab=x&sort=total')
})
