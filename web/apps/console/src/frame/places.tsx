// The places of the console, grouped by the trade, in the order of the navigation. A new page is
// one line here; a group shows once somebody may see one of its places.

import {
  AccountBookOutlined,
  AuditOutlined,
  DashboardOutlined,
  GiftOutlined,
  ImportOutlined,
  SettingOutlined,
  ShopOutlined,
  ShoppingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { Permission } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import type { ComponentType, ReactNode } from 'react'
import { WaitingBadge } from '@/approvals/WaitingBadge'
import { SETTINGS_PLACES } from '@/settings/pages'

export interface Place {
  path: string
  word: WordKey
  /** Without one it is for everybody. */
  permission?: Permission
  /** What stands behind its name in the navigation, such as how much waits there. */
  badge?: ComponentType
}

export interface PlaceGroup {
  word: WordKey
  icon: ReactNode
  places: readonly Place[]
}

export const PLACES: readonly PlaceGroup[] = [
  {
    word: 'nav.overview',
    icon: <DashboardOutlined />,
    places: [{ path: '/overview', word: 'nav.overview', permission: 'overview.read' }],
  },
  {
    word: 'nav.approvals',
    icon: <AuditOutlined />,
    places: [
      {
        path: '/approvals',
        word: 'nav.approvals',
        permission: 'approvals.decide',
        badge: WaitingBadge,
      },
    ],
  },
  {
    word: 'nav.members',
    icon: <TeamOutlined />,
    places: [
      { path: '/members', word: 'nav.member_list', permission: 'members.read' },
      { path: '/merges', word: 'nav.merges', permission: 'members.merge' },
      { path: '/privacy-requests', word: 'nav.privacy_requests', permission: 'privacy.answer' },
      { path: '/joining-links', word: 'joining.title', permission: 'members.read' },
    ],
  },
  {
    word: 'nav.stores',
    icon: <ShopOutlined />,
    places: [
      { path: '/stores', word: 'nav.store_list', permission: 'stores.read' },
      { path: '/regions', word: 'nav.regions', permission: 'stores.read' },
      { path: '/staff', word: 'nav.staff', permission: 'staff.read' },
      { path: '/permissions', word: 'nav.permissions', permission: 'staff.read' },
    ],
  },
  {
    word: 'nav.goods',
    icon: <ShoppingOutlined />,
    places: [
      { path: '/goods', word: 'nav.goods_list', permission: 'goods.read' },
      { path: '/categories', word: 'nav.categories', permission: 'goods.read' },
      { path: '/goods-groups', word: 'nav.goods_groups', permission: 'goods.read' },
      { path: '/prices', word: 'nav.prices', permission: 'goods.read' },
    ],
  },
  {
    word: 'nav.trade',
    icon: <AccountBookOutlined />,
    places: [
      { path: '/sale', word: 'nav.sale', permission: 'orders.settle' },
      { path: '/orders', word: 'word.orders', permission: 'orders.read' },
      { path: '/returns', word: 'word.returns', permission: 'orders.read' },
      { path: '/top-ups', word: 'word.top_ups', permission: 'orders.read' },
    ],
  },
  {
    word: 'nav.marketing',
    icon: <GiftOutlined />,
    places: [
      { path: '/promotions', word: 'nav.promotions', permission: 'offers.read' },
      { path: '/coupon-templates', word: 'nav.coupon_templates', permission: 'offers.read' },
      { path: '/coupons', word: 'nav.coupons', permission: 'offers.read' },
      { path: '/coupon-log', word: 'nav.coupon_log', permission: 'offers.read' },
      { path: '/playground', word: 'nav.playground', permission: 'orders.settle' },
    ],
  },
  {
    word: 'nav.data',
    icon: <ImportOutlined />,
    places: [
      { path: '/imports', word: 'nav.imports', permission: 'imports.run' },
      { path: '/exports', word: 'nav.exports', permission: 'exports.run' },
    ],
  },
  {
    word: 'nav.settings',
    icon: <SettingOutlined />,
    places: SETTINGS_PLACES,
  },
]
