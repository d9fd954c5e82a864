// Whom one may change: nobody gives more than they have. The server decides again; this only keeps
// from offering what it would refuse.

import type { Role, Scope, Session, Staff } from '@huitong/api'
import { kindOf, placesOf } from './scope'

type Me = Pick<Session, 'permissions' | 'scope'> & { staff: Pick<Session['staff'], 'id'> }

/** What one may give to others: these roles, in the stores that one may see. */
export interface Gift {
  roles: readonly Role[]
  storeIds: Iterable<string>
}

export function isMe({ staff }: Me, { id }: Pick<Staff, 'id'>): boolean {
  return staff.id === id
}

/** Oneself, or whom one could hire as they are. */
export function mayChange(me: Me, person: Staff, { roles, storeIds }: Gift): boolean {
  if (!me.permissions.includes('staff.write')) return false
  if (isMe(me, person)) return true
  return roles.includes(person.role) && isWithin(me.scope, person.scope, storeIds)
}

function isWithin(own: Scope, scope: Scope, storeIds: Iterable<string>): boolean {
  if (kindOf(own) === 'brand') return true
  const mine = new Set(kindOf(scope) === 'stores' ? storeIds : own.region_ids)
  return kindOf(scope) !== 'brand' && placesOf(scope).every((id) => mine.has(id))
}
