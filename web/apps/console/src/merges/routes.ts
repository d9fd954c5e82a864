// Addresses of merges.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const mergeRoutes: RouteObject[] = [
  permitted('members.merge', [
    {
      path: 'merges',
      lazy: async () => ({ Component: (await import('./MergesScreen')).MergesScreen }),
    },
    {
      path: 'merges/new',
      lazy: async () => ({ Component: (await import('./NewMergeScreen')).NewMergeScreen }),
    },
    {
      path: 'merges/:mergeId',
      lazy: async () => ({ Component: (await import('./MergeScreen')).MergeScreen }),
    },
  ]),
]
