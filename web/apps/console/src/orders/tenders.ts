// The kinds of tender that a list can be asked for.

import type { OrderFilter, TopUpFilter } from '@huitong/api'

export type TenderKind = NonNullable<OrderFilter['tender']>

// An object, so that a kind that the contract gains does not compile until it stands here.
const KINDS: Record<TenderKind, true> = {
  cash: true,
  card: true,
  stored_value: true,
  points: true,
  coupon: true,
}

export const TENDERS = Object.keys(KINDS) as TenderKind[]

const OF_TOP_UPS: Record<NonNullable<TopUpFilter['tender']>, true> = { cash: true, card: true }

/** What a top-up may be paid with. */
export const TOP_UP_TENDERS = Object.keys(OF_TOP_UPS)
