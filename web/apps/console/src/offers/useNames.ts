// How stores, regions, tiers and goods are called, for sentences about offers. Single SKUs are read
// one by one: an offer names few of them.

import type { GoodsPick, OfferTerms } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useQueries } from '@tanstack/react-query'
import { pathOf } from '@/goods/categories/categories'
import { NO_CATEGORIES, useCategories } from '@/goods/categories/queries'
import { useGroups } from '@/goods/groups/queries'
import { skuQuery } from '@/goods/queries'
import { skuName } from '@/goods/sku'
import { useTiers } from '@/members/queries'
import { useRegionNames } from '@/regions/RegionSelect'
import { useStoreNames } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import type { Names } from './sentences'

const READ_MAX = 40

export function useNames(all: readonly (OfferTerms | null | undefined)[]): Names {
  const store = useStoreNames()
  const region = useRegionNames()
  const time = useStoreTime()
  const tiers = useTiers().data?.items ?? []
  const categories = useCategories().data ?? NO_CATEGORIES
  const sku = useSkuNames(all.flatMap((terms) => (terms ? skusOf(terms) : [])))
  const groups = useGroupNames(all.flatMap((terms) => (terms ? groupsOf(terms) : [])))
  return {
    store,
    region,
    tier: (id) => tiers.find((one) => one.id === id)?.name ?? '…',
    sku,
    pick: ({ kind, id }: GoodsPick) => {
      if (kind === 'sku') return sku(id)
      if (kind === 'category') return pathOf(categories, id).at(-1)?.name ?? '…'
      return groups(id)
    },
    time: (moment) => time(moment),
  }
}

/** The names of some product groups; of one that is not seen only that it is one. */
export function useGroupNames(ids: readonly string[]): (id: string) => string {
  const { t } = useWords()
  const groups = useGroups(ids)
  return (id) => {
    const group = groups.get(id)
    if (!group) return t('offer.some_group')
    // A group that is off holds nothing; whoever reads the offer has to know.
    return group.is_active ? group.name : t('offer.group_off', { name: group.name })
  }
}

/** The names of some SKUs, by their ids. */
export function useSkuNames(ids: readonly string[]): (id: string) => string {
  const wanted = [...new Set(ids)].slice(0, READ_MAX)
  const read = useQueries({ queries: wanted.map(skuQuery) })
  const known = new Map(wanted.map((id, place) => [id, read[place]?.data]))
  return (id) => {
    const one = known.get(id)
    return one ? skuName(one) : '…'
  }
}

/** Every SKU that terms name, wherever they do. */
export function skusOf(terms: unknown): string[] {
  return idsOf(terms, /^sku_/)
}

/** Every product group that terms name. */
export function groupsOf(terms: unknown): string[] {
  return idsOf(terms, /^ggp_/)
}

function idsOf(terms: unknown, kind: RegExp): string[] {
  if (typeof terms === 'string') return kind.test(terms) ? [terms] : []
  if (typeof terms !== 'object' || terms === null) return []
  return Object.values(terms).flatMap((part) => idsOf(part, kind))
}
