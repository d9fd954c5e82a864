// What a key can be given: what its maker may do, without what needs a person there.

import type { ApiKey, Permission, PermissionMatrix } from '@huitong/api'

export interface PermissionGroup {
  /** The part before the dot: what the permissions are about. */
  about: string
  permissions: Permission[]
}

/** What the maker may pass on, by what it is about, in the order of the matrix. */
export function grantable(
  own: readonly Permission[],
  { permissions }: Pick<PermissionMatrix, 'permissions'>,
): PermissionGroup[] {
  const groups = new Map<string, Permission[]>()
  for (const { permission, needs_person, is_for_everybody } of permissions) {
    if (needs_person || is_for_everybody || !own.includes(permission)) continue
    const [about = permission] = permission.split('.')
    groups.set(about, [...(groups.get(about) ?? []), permission])
  }
  return [...groups].map(([about, permissions]) => ({ about, permissions }))
}

export type KeyState = 'good' | 'over' | 'revoked'

export function stateOf({ revoked_at, ends_at }: ApiKey, now: Date): KeyState {
  if (revoked_at !== null) return 'revoked'
  return new Date(ends_at) <= now ? 'over' : 'good'
}

/** How long a key may last, in days; the server allows 400. */
export const LASTING = [30, 90, 180, 365] as const

export function endsAfter(days: number, now: Date): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString()
}
