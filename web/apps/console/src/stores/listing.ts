// Which stores a list shows.

import type { Store } from '@huitong/api'
import { byNumber, byText, type Orders } from '@/ui/ordering'
import { isFoundBy } from './whole'

/** What the address of the list asks for. */
export interface StoreAsked {
  q?: string
  region_id?: string
  ownership?: string
  state?: string
  sort?: string
  cursor?: string
}

export const STORE_STATES = ['open', 'closed'] as const

export function stateOf({ is_open }: Pick<Store, 'is_open'>): (typeof STORE_STATES)[number] {
  return is_open ? 'open' : 'closed'
}

/** How the list can be ordered; `nameOf` names a region. */
export function storeOrders(nameOf: (regionId: string) => string): Orders<Store> {
  return {
    name: byText(({ name }) => name),
    region: byText(({ region_id }) => (region_id ? nameOf(region_id) : null)),
    ownership: byText(({ ownership }) => ownership),
    area: byNumber(({ area_m2 }) => area_m2),
    state: byNumber(({ is_open }) => (is_open ? 0 : 1)),
  }
}

export function storesAsked(stores: readonly Store[], asked: StoreAsked): Store[] {
  const { q, region_id, ownership, state } = asked
  return stores.filter(
    (store) =>
      isFoundBy(q, [store.name, store.code, store.address, store.phone]) &&
      (region_id === undefined || store.region_id === region_id) &&
      (ownership === undefined || store.ownership === ownership) &&
      (state === undefined || stateOf(store) === state),
  )
}
