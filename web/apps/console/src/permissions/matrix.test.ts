import type { Permission, PermissionMatrix, Role } from '@huitong/api'
import { expect, test } from 'vitest'
import { areaOf, groupsAsked, type MatrixAsked } from './matrix'

const view = (permission: Permission, is_for_everybody = false) => ({
  permission,
  scope: 'stores' as const,
  is_for_everybody,
  needs_whole_brand: false,
  needs_person: false,
  is_at_till: false,
})
const operation = (operation_id: string, path: string, permission: Permission) => ({
  operation_id,
  path,
  permission,
  method: 'GET',
  summary: '',
  scope: 'stores' as const,
})
const role = (name: Role, ...permissions: Permission[]) => ({
  role: name,
  permissions,
  may_grant: [],
})

const MATRIX: PermissionMatrix = {
  permissions: [view('session', true), view('members.read'), view('orders.settle')],
  operations: [
    operation('list_members', '/api/v1/members', 'members.read'),
    operation('settle_order', '/api/v1/orders/settle', 'orders.settle'),
  ],
  roles: [role('owner', 'members.read', 'orders.settle'), role('guide', 'members.read')],
}
const NAMES: Partial<Record<Permission, string>> = { 'orders.settle': '收银结账' }

const asked = (by: MatrixAsked) =>
  groupsAsked(MATRIX, by, (permission) => NAMES[permission] ?? permission).map(({ area, rows }) => [
    area,
    ...rows.map(({ permission, roles }) => `${permission}: ${[...roles].join(' ')}`),
  ])

test('permissions stand in their area with the roles that have them', () => {
  expect(asked({})).toEqual([
    ['members', 'members.read: owner guide'],
    ['trade', 'orders.settle: owner'],
    ['everybody', 'session: owner guide'],
  ])
})

test('they are found by name, by route, by area and by role', () => {
  expect(asked({ q: '收银' })).toEqual([['trade', 'orders.settle: owner']])
  expect(asked({ q: '/orders' })).toEqual([['trade', 'orders.settle: owner']])
  expect(asked({ q: 'list_members' })).toEqual([['members', 'members.read: owner guide']])
  expect(asked({ area: 'everybody' })).toEqual([['everybody', 'session: owner guide']])
  expect(asked({ role: 'guide', area: 'trade' })).toEqual([])
})

test('a permission that is newer than the areas has one too', () => {
  expect(areaOf('joining_links.write')).toBe('members')
  expect(areaOf('session')).toBe('everybody')
  expect(areaOf('loyalty.write')).toBe('other')
})
