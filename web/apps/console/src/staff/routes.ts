// Addresses of people who work here.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const staffRoutes: RouteObject[] = [
  permitted('staff.read', [
    {
      path: 'staff',
      lazy: async () => ({ Component: (await import('./StaffListScreen')).StaffListScreen }),
    },
    {
      path: 'staff/:staffId',
      lazy: async () => ({ Component: (await import('./StaffScreen')).StaffScreen }),
    },
  ]),
]
