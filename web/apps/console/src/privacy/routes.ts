// Addresses of requests about personal data.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const privacyRoutes: RouteObject[] = [
  permitted('members.read', [
    {
      path: 'privacy-requests',
      lazy: async () => ({ Component: (await import('./RequestListScreen')).RequestListScreen }),
    },
    {
      path: 'privacy-requests/:requestId',
      lazy: async () => ({ Component: (await import('./RequestScreen')).RequestScreen }),
    },
  ]),
]
