// Tiers as rows of a form, the lowest first: the place of a row is its rank, so that no two can
// have the same.

import type { ReplaceTiers, Tier } from '@huitong/api'

export interface TierRow {
  /** Absent for a new one. */
  id?: string
  name: string
  discount: number
  points_multiplier: number
}

export interface TierValues {
  tiers: TierRow[]
}

export function toRows({ items }: { items: readonly Tier[] }): TierValues {
  const sorted = items.toSorted((a, b) => a.rank - b.rank)
  return {
    tiers: sorted.map(({ id, name, discount, points_multiplier }) => ({
      id,
      name,
      discount,
      points_multiplier,
    })),
  }
}

export function toTiers({ tiers }: TierValues): ReplaceTiers {
  return {
    tiers: tiers.map(({ id, ...tier }, place) => ({
      ...tier,
      ...(id === undefined ? {} : { id }),
      name: tier.name.trim(),
      rank: place + 1,
    })),
  }
}
