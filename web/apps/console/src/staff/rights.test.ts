import type { Role, Scope, Staff } from '@huitong/api'
import { expect, test } from 'vitest'
import { mayChange } from './rights'

const person = (role: Role, scope: Scope, id = 'stf_2') => ({ id, role, scope }) as Staff
const me = (scope: Scope) => ({
  permissions: ['staff.write' as const],
  scope,
  staff: { id: 'stf_1' },
})

const SHOP: Scope = { store_ids: ['sto_1'] }
const EAST: Scope = { region_ids: ['reg_east'] }
const storeIds = ['sto_1']

test('one changes whom one could hire', () => {
  const table: [Scope, Role, Scope, boolean][] = [
    [{}, 'cashier', { store_ids: ['sto_9'] }, true],
    [{}, 'hq_finance', {}, false],
    [SHOP, 'cashier', SHOP, true],
    [SHOP, 'cashier', { store_ids: ['sto_1', 'sto_2'] }, false],
    [SHOP, 'cashier', EAST, false],
    [SHOP, 'store_manager', SHOP, false],
    [EAST, 'guide', EAST, true],
    [EAST, 'guide', { region_ids: ['reg_east', 'reg_west'] }, false],
    [EAST, 'guide', {}, false],
  ]
  const roles: Role[] = ['cashier', 'guide']
  for (const [own, role, scope, expected] of table) {
    const told = `${role} ${JSON.stringify([own, scope])}`
    expect(mayChange(me(own), person(role, scope), { roles, storeIds }), told).toBe(expected)
  }
})

test('one changes oneself, and nobody without the permission', () => {
  const gift = { roles: ['guide' as const], storeIds }
  expect(mayChange(me({}), person('guide', {}, 'stf_1'), { roles: [], storeIds })).toBe(true)
  expect(mayChange({ ...me({}), permissions: [] }, person('guide', {}), gift)).toBe(false)
})
