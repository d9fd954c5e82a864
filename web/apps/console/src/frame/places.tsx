// The places of the console, in the order of the navigation, each with its permission.

import {
  AccountBookOutlined,
  DashboardOutlined,
  ImportOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { Permission } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import type { ReactNode } from 'react'

export interface Place {
  path: string
  word: WordKey
  permission: Permission
  icon: ReactNode
}

export const PLACES: readonly Place[] = [
  {
    path: '/overview',
    word: 'nav.overview',
    permission: 'overview.read',
    icon: <DashboardOutlined />,
  },
  { path: '/members', word: 'nav.members', permission: 'members.read', icon: <TeamOutlined /> },
  { path: '/orders', word: 'nav.orders', permission: 'orders.read', icon: <AccountBookOutlined /> },
  { path: '/imports', word: 'nav.imports', permission: 'imports.run', icon: <ImportOutlined /> },
]

export function placesOf(permissions: readonly Permission[]): Place[] {
  return PLACES.filter(({ permission }) => permissions.includes(permission))
}

export function firstPlace(permissions: readonly Permission[]): Place | undefined {
  return placesOf(permissions)[0]
}
