// Addresses of goods, categories, product groups and prices.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const goodsRoutes: RouteObject[] = [
  permitted('goods.write', [
    {
      path: 'goods/new',
      lazy: async () => ({ Component: (await import('./NewGoodsScreen')).NewGoodsScreen }),
    },
  ]),
  permitted('goods.read', [
    {
      path: 'goods',
      lazy: async () => ({ Component: (await import('./GoodsListScreen')).GoodsListScreen }),
    },
    {
      path: 'goods/:goodsId',
      lazy: async () => ({ Component: (await import('./GoodsScreen')).GoodsScreen }),
    },
    {
      path: 'categories',
      lazy: async () => ({
        Component: (await import('./categories/CategoriesScreen')).CategoriesScreen,
      }),
    },
    {
      path: 'goods-groups',
      lazy: async () => ({
        Component: (await import('./groups/GroupListScreen')).GroupListScreen,
      }),
    },
    {
      path: 'goods-groups/:groupId',
      lazy: async () => ({ Component: (await import('./groups/GroupScreen')).GroupScreen }),
    },
    {
      path: 'prices',
      lazy: async () => ({ Component: (await import('./prices/PricesScreen')).PricesScreen }),
    },
  ]),
]
