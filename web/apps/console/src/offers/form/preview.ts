// The draft priced in the browser, by the engine that the server prices with: it comes with the
// first preview.

import type { GoodsGroup, OfferTerms, Sku } from '@huitong/api'
import type { Offer, PricingEngine, QuoteInput } from '@huitong/pricing'
import { useQuery } from '@tanstack/react-query'
import { type Categories, pathOf } from '@/goods/categories/categories'
import { groupHolds } from '@/goods/groups/holds'

/** The one offer of the preview. */
const OFFER_ID = 'ofr_0000000000001'
const STORE_ID = 'sto_0000000000001'

export interface SampleLine {
  sku: Sku
  quantity: number
}

export function useEngine() {
  return useQuery({
    queryKey: ['pricing_engine'],
    queryFn: loadEngine,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

async function loadEngine(): Promise<PricingEngine> {
  const [{ loadPricing }, { default: place }] = await Promise.all([
    import('@huitong/pricing'),
    import('@huitong/pricing/pricing.wasm?url'),
  ])
  return loadPricing(place)
}

interface Sample {
  lines: readonly SampleLine[]
  isMember: boolean
  categories: Categories
  /** The groups that the terms name. */
  groups: readonly GoodsGroup[]
}

/** The sample basket with the draft as the only offer. Whom, where and when it is for is left out. */
export function inputOf({ name, rule }: OfferTerms, sample: Sample, now: Date): QuoteInput {
  const { condition: _, ...rest } = rule
  const offer = { ...rest, id: OFFER_ID, version: 1, name: name || '-' } as Offer
  return {
    basket: {
      lines: sample.lines.map(({ sku, quantity }) => ({
        sku_id: sku.id,
        categories: pathOf(sample.categories, sku.category_id).map(({ id }) => id),
        groups: sample.groups
          .filter((group) => groupHolds(group, sku, sample.categories))
          .map(({ id }) => id),
        quantity,
        list_price: sku.list_price,
        ...(sku.member_price == null ? {} : { member_price: sku.member_price }),
      })),
    },
    offers: [offer],
    standing: { is_member: sample.isMember },
    context: {
      wall: { date: now.toISOString().slice(0, 10), minute: 720 },
      store_id: STORE_ID,
      channel: 'till',
      delivery_fee: rest.extras?.some(({ kind }) => kind === 'free_delivery') ? 1_000 : 0,
      points_rule: {
        earn: { points: 1, per: 100 },
        rounding: 'down',
        offset: { is_on: false, step_points: 100, step_value: 100, cap: 10_000 },
      },
    },
  }
}
