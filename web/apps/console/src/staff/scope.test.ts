import type { Role, Scope } from '@huitong/api'
import { expect, test } from 'vitest'
import { covers, fitted, isComplete, kindOf, kindsFor, scopeOf } from './scope'

const BRAND: Scope = {}
const EAST: Scope = { region_ids: ['reg_east'] }
const SHOP: Scope = { store_ids: ['sto_1'] }

test('a scope is one of three kinds', () => {
  expect([BRAND, EAST, SHOP].map(kindOf)).toEqual(['brand', 'regions', 'stores'])
  expect(scopeOf('brand', ['sto_1'])).toEqual({})
  expect(scopeOf('stores', ['sto_2', 'sto_1'])).toEqual({ store_ids: ['sto_1', 'sto_2'] })
})

test('a scope of places names at least one', () => {
  expect([BRAND, EAST, SHOP, scopeOf('regions', [])].map(isComplete)).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('who works in a store', () => {
  const inEast = { id: 'sto_1', region_id: 'reg_east' }
  const elsewhere = { id: 'sto_2', region_id: null }
  expect([BRAND, EAST, SHOP].map((scope) => covers(scope, inEast))).toEqual([true, true, true])
  expect([BRAND, EAST, SHOP].map((scope) => covers(scope, elsewhere))).toEqual([true, false, false])
})

test('people of stores work for regions or stores, owners for the brand', () => {
  const table: [Role, Scope, string[]][] = [
    ['owner', BRAND, ['brand']],
    ['hq_finance', BRAND, ['brand', 'regions', 'stores']],
    ['cashier', BRAND, ['regions', 'stores']],
    ['cashier', EAST, ['regions', 'stores']],
    ['cashier', SHOP, ['stores']],
    ['hq_operations', EAST, ['regions', 'stores']],
  ]
  for (const [role, own, kinds] of table) expect(kindsFor(role, own), role).toEqual(kinds)
})

test('another role keeps the scope where it still fits', () => {
  expect(fitted(SHOP, 'guide', BRAND)).toBe(SHOP)
  expect(fitted(BRAND, 'cashier', BRAND)).toEqual({ store_ids: [] })
  expect(fitted(SHOP, 'owner', BRAND)).toEqual({})
  expect(fitted(EAST, 'cashier', SHOP)).toEqual({ store_ids: [] })
})
