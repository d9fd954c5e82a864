import type { Permission } from '@huitong/api'
import { expect, test } from 'vitest'
import { groupsFor, placeAt, placesFor } from './navigation'
import { PLACES, type PlaceGroup } from './places'

const STORES: PlaceGroup = {
  word: 'word.store',
  icon: null,
  places: [
    { path: '/stores', word: 'store.all', permission: 'stores.read' },
    { path: '/stores/regions', word: 'store.some', permission: 'stores.read' },
    { path: '/staff', word: 'word.member', permission: 'staff.read' },
  ],
}
const ABOUT: PlaceGroup = {
  word: 'app.name',
  icon: null,
  places: [{ path: '/about', word: 'app.claim' }],
}

const paths = (groups: readonly PlaceGroup[], ...permissions: Permission[]) =>
  placesFor(groups, permissions).map(({ path }) => path)

test('each role sees the places that it has a permission for', () => {
  const cashier = paths(PLACES, 'members.read', 'members.write', 'orders.read', 'stores.read')
  expect(cashier).toEqual(expect.arrayContaining(['/members', '/orders']))
  expect(cashier).not.toContain('/overview')
  expect(cashier).not.toContain('/imports')
  const finance = paths(PLACES, 'overview.read', 'members.read', 'orders.read')
  expect(finance).toEqual(expect.arrayContaining(['/overview', '/members', '/orders']))
  expect(finance).not.toContain('/imports')
})

test('every place is seen by who has its permission, and by nobody else', () => {
  for (const { path, permission } of PLACES.flatMap(({ places }) => places)) {
    expect(paths(PLACES).includes(path), path).toBe(permission === undefined)
    if (permission) expect(paths(PLACES, permission), path).toContain(path)
  }
})

test('a group shows only if the person may see one of its places', () => {
  expect(groupsFor([STORES, ABOUT], ['members.read']).map(({ word }) => word)).toEqual(['app.name'])
  expect(paths([STORES, ABOUT], 'staff.read')).toEqual(['/staff', '/about'])
})

test('a place that is alone in its group is called like the group', () => {
  const wordsFor = (...permissions: Permission[]) =>
    placesFor([STORES], permissions).map(({ word }) => word)
  expect(wordsFor('staff.read')).toEqual(['word.store'])
  expect(wordsFor('stores.read', 'staff.read')).toEqual(['store.all', 'store.some', 'word.member'])
})

test('a record belongs to the list that it is in', () => {
  const at = (pathname: string) => placeAt(STORES.places, pathname)?.path
  expect(at('/stores')).toBe('/stores')
  expect(at('/stores/sto_1')).toBe('/stores')
  expect(at('/stores/regions/reg_1')).toBe('/stores/regions')
  expect(at('/storeswide')).toBeUndefined()
})

test('no two places have the same address', () => {
  const all = PLACES.flatMap(({ places }) => places.map(({ path }) => path))
  expect(new Set(all).size).toBe(all.length)
})
