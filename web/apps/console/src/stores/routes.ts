// Addresses of stores.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const storeRoutes: RouteObject[] = [
  permitted('stores.read', [
    {
      path: 'stores',
      lazy: async () => ({ Component: (await import('./StoreListScreen')).StoreListScreen }),
    },
    {
      path: 'stores/:storeId',
      lazy: async () => ({ Component: (await import('./StoreScreen')).StoreScreen }),
    },
  ]),
]
