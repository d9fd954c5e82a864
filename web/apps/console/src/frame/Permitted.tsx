// Lets only those through who may; the server decides again on every call.

import type { Permission } from '@huitong/api'
import { Outlet, type RouteObject } from 'react-router'
import { useMay } from '@/session/context'
import { NotPermitted } from '@/ui/states'

export function Permitted({ permission }: { permission: Permission }) {
  const may = useMay()
  return may(permission) ? <Outlet /> : <NotPermitted />
}

/** Pages that need a permission. */
export function permitted(permission: Permission, pages: RouteObject[]): RouteObject {
  return { element: <Permitted permission={permission} />, children: pages }
}
