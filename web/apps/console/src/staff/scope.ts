// 数据范围: where somebody works, and which scopes fit a role. The server decides again.

import type { Role, Scope, Store } from '@huitong/api'

const SCOPE_KINDS = ['brand', 'regions', 'stores'] as const
export type ScopeKind = (typeof SCOPE_KINDS)[number]

export function kindOf({ region_ids, store_ids }: Scope): ScopeKind {
  if (region_ids) return 'regions'
  return store_ids ? 'stores' : 'brand'
}

/** The regions or stores that a scope names. */
export function placesOf({ region_ids, store_ids }: Scope): readonly string[] {
  return region_ids ?? store_ids ?? []
}

/** Places in order, so that the same scope is the same value. */
export function scopeOf(kind: ScopeKind, places: readonly string[]): Scope {
  const ids = [...places].sort()
  if (kind === 'regions') return { region_ids: ids }
  return kind === 'stores' ? { store_ids: ids } : {}
}

/** A whole brand, or at least one place of the others. */
export function isComplete(scope: Scope): boolean {
  return kindOf(scope) === 'brand' || placesOf(scope).length > 0
}

/** Whether somebody works in a store, or did until they were switched off. */
export function covers(scope: Scope, store: Pick<Store, 'id' | 'region_id'>): boolean {
  switch (kindOf(scope)) {
    case 'brand':
      return true
    case 'regions':
      return placesOf(scope).includes(store.region_id ?? '')
    case 'stores':
      return placesOf(scope).includes(store.id)
  }
}

const STORE_ROLES: readonly Role[] = ['store_manager', 'cashier', 'guide']

/** The kinds of scope that fit a role, of those that a person with a scope of their own can give. */
export function kindsFor(role: Role | undefined, own: Scope): ScopeKind[] {
  return SCOPE_KINDS.filter((kind) => {
    if (role === 'owner') return kind === 'brand'
    if (role && STORE_ROLES.includes(role) && kind === 'brand') return false
    return kindOf(own) === 'brand' || kind === 'stores' || kind === kindOf(own)
  })
}

/** The scope, or an empty one of a kind that fits where it does not fit the role. */
export function fitted(scope: Scope, role: Role, own: Scope): Scope {
  const kinds = kindsFor(role, own)
  if (kinds.includes(kindOf(scope))) return scope
  return scopeOf(kinds.at(-1) ?? 'stores', [])
}
