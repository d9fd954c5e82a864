// Addresses of approvals. Everybody has own requests; who decides sees the others too.

import type { RouteObject } from 'react-router'

export const approvalRoutes: RouteObject[] = [
  {
    path: 'approvals',
    lazy: async () => ({ Component: (await import('./ApprovalsScreen')).ApprovalsScreen }),
  },
]
