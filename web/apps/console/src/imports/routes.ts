// Addresses of imports.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const importRoutes: RouteObject[] = [
  permitted('imports.run', [
    {
      path: 'imports',
      lazy: async () => ({ Component: (await import('./ImportListScreen')).ImportListScreen }),
    },
    {
      path: 'imports/:importId',
      lazy: async () => ({ Component: (await import('./ImportScreen')).ImportScreen }),
    },
  ]),
]
