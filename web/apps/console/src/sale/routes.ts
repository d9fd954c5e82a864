// The address of the counter.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const saleRoutes: RouteObject[] = [
  permitted('orders.settle', [
    {
      path: 'sale',
      lazy: async () => ({ Component: (await import('./SaleScreen')).SaleScreen }),
    },
  ]),
]
