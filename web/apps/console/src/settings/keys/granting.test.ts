import type { ApiKey, Permission, PermissionMatrix } from '@huitong/api'
import { expect, test } from 'vitest'
import { endsAfter, grantable, stateOf } from './granting'

type View = PermissionMatrix['permissions'][number]

function view(permission: Permission, more: Partial<View>): View {
  return { permission, is_for_everybody: false, needs_person: false, ...more } as View
}

test('a key can be given what its maker may, without what needs a person', () => {
  const permissions = [
    view('session', { is_for_everybody: true }),
    view('members.read', {}),
    view('members.merge', { needs_person: true }),
    view('members.write', {}),
    view('goods.read', {}),
    view('orders.read', {}),
  ]
  const own = permissions
    .map(({ permission }) => permission)
    .filter((permission) => permission !== 'goods.read')
  expect(grantable(own, { permissions })).toEqual([
    { about: 'members', permissions: ['members.read', 'members.write'] },
    { about: 'orders', permissions: ['orders.read'] },
  ])
})

test('a key is good until it ends or is taken away', () => {
  const now = new Date('2026-03-01T00:00:00Z')
  const key = (ends_at: string, revoked_at: string | null) => ({ ends_at, revoked_at }) as ApiKey
  expect(stateOf(key('2026-03-02T00:00:00Z', null), now)).toBe('good')
  expect(stateOf(key('2026-03-01T00:00:00Z', null), now)).toBe('over')
  expect(stateOf(key('2026-03-02T00:00:00Z', '2026-02-01T00:00:00Z'), now)).toBe('revoked')
})

test('a key ends so many days from now', () => {
  expect(endsAfter(30, new Date('2026-03-01T08:00:00Z'))).toBe('2026-03-31T08:00:00.000Z')
})
