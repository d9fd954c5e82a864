// Which stores a list shows.

import type { Store } from '@huitong/api'
import { isFoundBy } from './whole'

/** What the address of the list asks for. */
export interface StoreAsked {
  q?: string
  region_id?: string
  ownership?: string
  state?: string
  cursor?: string
}

export const STORE_STATES = ['open', 'closed'] as const

export function stateOf({ is_open }: Pick<Store, 'is_open'>): (typeof STORE_STATES)[number] {
  return is_open ? 'open' : 'closed'
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
