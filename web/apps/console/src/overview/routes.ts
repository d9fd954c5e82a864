// Addresses of the workbench.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const overviewRoutes: RouteObject[] = [
  permitted('overview.read', [
    {
      path: 'overview',
      lazy: async () => ({ Component: (await import('./OverviewScreen')).OverviewScreen }),
    },
  ]),
]
