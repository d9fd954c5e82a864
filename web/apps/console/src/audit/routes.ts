// Addresses of the audit log.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const auditRoutes: RouteObject[] = [
  permitted('audit.read', [
    {
      path: 'audit',
      lazy: async () => ({ Component: (await import('./AuditScreen')).AuditScreen }),
    },
  ]),
]
