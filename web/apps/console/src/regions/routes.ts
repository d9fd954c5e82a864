// Addresses of regions.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const regionRoutes: RouteObject[] = [
  permitted('stores.read', [
    {
      path: 'regions',
      lazy: async () => ({ Component: (await import('./RegionListScreen')).RegionListScreen }),
    },
  ]),
]
