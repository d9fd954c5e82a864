// The kinds of offers in the words of the trade, each with the terms that it begins with.

import type { OfferKind, OfferRule } from '@huitong/api'
import type { OfferValues } from './values'

export const TILES = [
  'ladder',
  'ladder_percent',
  'every_full',
  'amount_off',
  'percent_off',
  'each_off',
  'set_price',
  'exchange',
  'nth_item',
  'buy_get',
  'bundle',
  'cheapest_free',
  'gift',
  'points',
  'free_delivery',
  'member_price',
  'service',
] as const

export type Tile = (typeof TILES)[number]

const COUPON_ONLY: readonly Tile[] = ['exchange', 'service']
const PROMOTION_ONLY: readonly Tile[] = ['each_off', 'set_price', 'member_price']

export function tilesFor(kind: OfferKind): Tile[] {
  const other = kind === 'coupon' ? PROMOTION_ONLY : COUPON_ONLY
  return TILES.filter((tile) => !other.includes(tile))
}

const PART = { goods: {}, pieces: 1 }

/** What it takes off, and in which turn. */
const RULES: Record<Tile, OfferRule> = {
  ladder: {
    layer: 'order_promotion',
    effect: {
      kind: 'ladder',
      by: 'amount',
      steps: [{ from: 10_000, gives: { kind: 'amount', off: 1_000 } }],
    },
  },
  ladder_percent: {
    layer: 'order_promotion',
    effect: {
      kind: 'ladder',
      by: 'amount',
      steps: [{ from: 20_000, gives: { kind: 'percent', off: 1_000 } }],
    },
  },
  every_full: {
    layer: 'order_promotion',
    effect: { kind: 'every_full', by: 'amount', every: 10_000, off: 1_000 },
  },
  amount_off: { layer: 'order_promotion', effect: { kind: 'amount_off', amount: 1_000 } },
  percent_off: { layer: 'item_price', effect: { kind: 'percent_off', off: 2_000 } },
  each_off: { layer: 'item_price', effect: { kind: 'each_off', amount: 100 } },
  set_price: { layer: 'item_price', effect: { kind: 'set_price', price: 990 } },
  exchange: { layer: 'coupon', effect: { kind: 'set_price', price: 0 }, times_max: 1 },
  nth_item: { layer: 'item_promotion', effect: { kind: 'nth_item', nth: 2, off: 5_000 } },
  buy_get: {
    layer: 'item_promotion',
    effect: { kind: 'buy_get', parts: [{ ...PART, pieces: 2 }, PART], off: 10_000 },
  },
  bundle: {
    layer: 'item_promotion',
    effect: { kind: 'bundle', parts: [{ ...PART, pieces: 3 }], price: 9_900 },
  },
  cheapest_free: {
    layer: 'item_promotion',
    effect: { kind: 'cheapest_free', out_of: 3, free: 1 },
  },
  gift: {
    layer: 'order_promotion',
    reach: { kind: 'amount', at_least: 20_000 },
    extras: [{ kind: 'gift', sku_id: '', quantity: 1, worth: 0, in_stock: 1_000 }],
  },
  points: {
    layer: 'order_promotion',
    extras: [{ kind: 'points', multiplier: 20_000, bonus: 0 }],
  },
  free_delivery: {
    layer: 'order_promotion',
    reach: { kind: 'amount', at_least: 9_900 },
    extras: [{ kind: 'free_delivery' }],
  },
  member_price: { layer: 'item_price', effect: { kind: 'member_price' } },
  service: { layer: 'coupon' },
}

export function startOf(kind: OfferKind, tile: Tile, name: string): OfferValues {
  const isCoupon = kind === 'coupon'
  return {
    name,
    rule: {
      priority: 0,
      goods: {},
      base: 'discounted',
      stacking: { groups: [], alone: 'no' },
      extras: [],
      ...RULES[tile],
      ...(isCoupon ? { layer: 'coupon' } : {}),
    },
    who: tile === 'member_price' ? { month_days: [8] } : {},
    schedule: {},
    limits: {},
    bearers: { headquarters: 10_000, store: 0, supplier: 0 },
    ...(isCoupon
      ? {
          coupon: {
            used: tile === 'service' ? 'alone' : 'order',
            validity: { kind: 'days', after: 0, days: 30 },
            is_giveable: false,
            on_return: 'give_back',
            undo_hours: 48,
          },
        }
      : {}),
  }
}
