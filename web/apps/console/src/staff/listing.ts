// Which people a list shows.

import type { Role, Staff, Store } from '@huitong/api'
import { isFoundBy } from '@/stores/whole'
import { byMoment, byNumber, byText, type Orders } from '@/ui/ordering'
import { covers } from './scope'

/** What the address of the list asks for. */
export interface StaffAsked {
  q?: string
  role?: string
  state?: string
  store_id?: string
  sort?: string
  cursor?: string
}

export const STAFF_STATES = ['active', 'disabled'] as const

export function stateOf({ is_active }: Pick<Staff, 'is_active'>): (typeof STAFF_STATES)[number] {
  return is_active ? 'active' : 'disabled'
}

/** How the list can be ordered; roles by what they are called. */
export function staffOrders(roleName: (role: Role) => string): Orders<Staff> {
  return {
    name: byText(({ name }) => name),
    role: byText(({ role }) => roleName(role)),
    since: byMoment(({ created_at }) => created_at),
    state: byNumber(({ is_active }) => (is_active ? 0 : 1)),
  }
}

export function staffAsked(
  people: readonly Staff[],
  { q, role, state, store_id }: StaffAsked,
  stores: ReadonlyMap<string, Store>,
): Staff[] {
  const store = stores.get(store_id ?? '') ?? { id: store_id ?? '' }
  return people.filter(
    (person) =>
      isFoundBy(q, [person.name, person.login]) &&
      (role === undefined || person.role === role) &&
      (state === undefined || stateOf(person) === state) &&
      (store_id === undefined || covers(person.scope, store)),
  )
}

/** Those who work in a store: its own people first, then those of its region, then of the brand. */
export function peopleOf(store: Store, people: Iterable<Staff>): Staff[] {
  const narrowness = ({ scope }: Staff) => (scope.store_ids ? 0 : scope.region_ids ? 1 : 2)
  return [...people]
    .filter(({ scope }) => covers(scope, store))
    .sort((a, b) => narrowness(a) - narrowness(b))
}
