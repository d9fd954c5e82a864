// Addresses of members.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const memberRoutes: RouteObject[] = [
  permitted('members.read', [
    {
      path: 'members',
      lazy: async () => ({ Component: (await import('./MemberListScreen')).MemberListScreen }),
    },
    {
      path: 'members/:memberId',
      lazy: async () => ({ Component: (await import('./MemberScreen')).MemberScreen }),
    },
  ]),
  permitted('settings.read', [
    {
      path: 'settings/member-fields',
      lazy: async () => ({ Component: (await import('./fields/FieldsScreen')).FieldsScreen }),
    },
  ]),
]
