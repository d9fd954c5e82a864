// The table of permissions as it is shown: grouped by what they are about, narrowed by what was
// asked for.

import type { Permission, PermissionMatrix, Role } from '@huitong/api'
import { isFoundBy } from '@/stores/whole'

export type Operation = PermissionMatrix['operations'][number]

export const AREAS = [
  'members',
  'goods',
  'trade',
  'marketing',
  'stores',
  'data',
  'settings',
  'everybody',
  'other',
] as const

export type Area = (typeof AREAS)[number]

/** By how permissions begin. */
const AREA_OF: Record<string, Area> = {
  members: 'members',
  joining_links: 'members',
  privacy: 'members',
  goods: 'goods',
  prices: 'goods',
  stock: 'goods',
  orders: 'trade',
  top_ups: 'trade',
  offers: 'marketing',
  coupons: 'marketing',
  stores: 'stores',
  tills: 'stores',
  chain: 'stores',
  staff: 'stores',
  approvals: 'stores',
  overview: 'data',
  imports: 'data',
  exports: 'data',
  jobs: 'data',
  settings: 'settings',
  security: 'settings',
  api_keys: 'settings',
  audit: 'settings',
  backups: 'settings',
  public: 'everybody',
  session: 'everybody',
  own_account: 'everybody',
}

/** A permission that is newer than this table is shown all the same. */
export function areaOf(permission: string): Area {
  return AREA_OF[permission.split('.')[0] ?? ''] ?? 'other'
}

/** What the address asks for. */
export interface MatrixAsked {
  q?: string
  area?: string
  role?: Role
}

export type MatrixRow = PermissionMatrix['permissions'][number] & {
  operations: Operation[]
  roles: ReadonlySet<Role>
}

export interface MatrixGroup {
  area: Area
  rows: MatrixRow[]
}

/** The areas that have something to show. `nameOf` is what a permission is called. */
export function groupsAsked(
  matrix: PermissionMatrix,
  { q, area, role }: MatrixAsked,
  nameOf: (permission: Permission) => string,
): MatrixGroup[] {
  const rows = rowsOf(matrix).filter(
    ({ permission, operations, roles }) =>
      (role === undefined || roles.has(role)) &&
      isFoundBy(q, [
        nameOf(permission),
        permission,
        ...operations.flatMap(({ path, operation_id }) => [path, operation_id]),
      ]),
  )
  return AREAS.filter((one) => area === undefined || one === area)
    .map((one) => ({
      area: one,
      rows: rows.filter(({ permission }) => areaOf(permission) === one),
    }))
    .filter(({ rows }) => rows.length > 0)
}

function rowsOf({ permissions, roles, operations }: PermissionMatrix): MatrixRow[] {
  return permissions.map((permission) => ({
    ...permission,
    operations: operations.filter((operation) => operation.permission === permission.permission),
    roles: new Set(
      roles
        .filter(
          (role) => permission.is_for_everybody || role.permissions.includes(permission.permission),
        )
        .map(({ role }) => role),
    ),
  }))
}
