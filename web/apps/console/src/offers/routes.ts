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
      path: 'coupons',
      lazy: async () => ({ Component: (await import('./coupons/CouponsScreen')).CouponsScreen }),
    },
    {
      path: 'coupons/:couponId',
      lazy: async () => ({ Component: (await import('./coupons/CouponScreen')).CouponScreen }),
    },
    {
      path: 'coupon-log',
      lazy: async () => ({
        Component: (await import('./coupons/CouponLogScreen')).CouponLogScreen,
      }),
    },
    {
      path: 'offers/:offerId',
      lazy: async () => ({ Component: (await import('./OfferScreen')).OfferScreen }),
    },
  ]),
  // It asks what a till asks.
  permitted('orders.settle', [
    {
      path: 'playground',
      lazy: async () => ({ Component: (await import('./playground/PlayScreen')).PlayScreen }),
    },
  ]),
  permitted('offers.write', [
    {
      path: 'promotions/new',
      lazy: async () => ({
        Component: (await import('./form/NewOfferScreen')).NewPromotionScreen,
      }),
    },
    {
      path: 'coupon-templates/new',
      lazy: async () => ({ Component: (await import('./form/NewOfferScreen')).NewTemplateScreen }),
    },
    {
      path: 'offers/:offerId/replays/:replayId',
      lazy: async () => ({ Component: (await import('./replay/ReplayScreen')).ReplayScreen }),
    },
    {
      path: 'offer-replays/:replayId',
      lazy: async () => ({ Component: (await import('./replay/ReplayScreen')).ReplayScreen }),
    },
    {
      path: 'offers/:offerId/edit',
      lazy: async () => ({ Component: (await import('./form/EditOfferScreen')).EditOfferScreen }),
    },
  ]),
]
