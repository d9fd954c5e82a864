// Addresses of exports.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const exportRoutes: RouteObject[] = [
  permitted('exports.run', [
    {
      path: 'exports',
      lazy: async () => ({ Component: (await import('./ExportListScreen')).ExportListScreen }),
    },
  ]),
]
