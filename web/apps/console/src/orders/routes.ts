// Addresses of orders, returns and top-ups.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const orderRoutes: RouteObject[] = [
  permitted('orders.read', [
    {
      path: 'orders',
      lazy: async () => ({ Component: (await import('./OrderListScreen')).OrderListScreen }),
    },
    {
      path: 'orders/:orderId',
      lazy: async () => ({ Component: (await import('./OrderScreen')).OrderScreen }),
    },
    {
      path: 'orders/:orderId/receipt',
      lazy: async () => ({ Component: (await import('./ReceiptScreen')).ReceiptScreen }),
    },
    {
      path: 'returns',
      lazy: async () => ({ Component: (await import('./ReturnListScreen')).ReturnListScreen }),
    },
    {
      path: 'top-ups',
      lazy: async () => ({ Component: (await import('./TopUpListScreen')).TopUpListScreen }),
    },
  ]),
]
