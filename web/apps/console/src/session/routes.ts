// Addresses of one's own account, open to everybody.

import type { RouteObject } from 'react-router'

export const accountRoutes: RouteObject[] = [
  {
    path: 'account',
    lazy: async () => ({ Component: (await import('./AccountScreen')).AccountScreen }),
  },
  {
    path: 'account/second-factor',
    lazy: async () => ({ Component: (await import('./SecondFactorScreen')).SecondFactorScreen }),
  },
]
