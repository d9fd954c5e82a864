// Addresses of one's own account, open to everybody.

import type { RouteObject } from 'react-router'

export const accountRoutes: RouteObject[] = [
  {
    path: 'account/second-factor',
    lazy: async () => ({ Component: (await import('./SecondFactorScreen')).SecondFactorScreen }),
  },
]
