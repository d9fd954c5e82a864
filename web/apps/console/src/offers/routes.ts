// Addresses of promotions, coupon templates and coupons.

import type { RouteObject } from 'react-router'
import { permitted } from '@/frame/Permitted'

export const offerRoutes: RouteObject[] = [
  permitted('offers.read', [
    {
      path: 'promotions',
      lazy: async () => ({ Component: (await import('./OfferListScreen')).PromotionListScreen }),
    },
    {
      path: 'coupon-templates',
      lazy: async () => ({ Component: (await import('./OfferListScreen')).TemplateListScreen }),
    },
    {
      path: 'offers/:offerId',
      lazy: async () => ({ Component: (await import('./OfferScreen')).OfferScreen }),
    },
  ]),
]
