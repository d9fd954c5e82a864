// Address of the table of permissions.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const permissionRoutes: RouteObject[] = [
  permitted('staff.read', [
    {
      path: 'permissions',
      lazy: async () => ({ Component: (await import('./PermissionsScreen')).PermissionsScreen }),
    },
  ]),
]
