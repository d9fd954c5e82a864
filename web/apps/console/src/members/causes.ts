// What an entry comes from, and where that is looked at. The ledger says it as the id of that
// thing; returns and top-ups have no pages of their own, but lists of their store's day.

import type { Entry, Permission } from '@huitong/api'

export type CauseKind = keyof typeof PREFIXES | 'hand' | 'upkeep'

const PREFIXES = {
  order: 'ord_',
  return: 'ret_',
  top_up: 'top_',
  hold: 'hld_',
  posting: 'pst_',
  merge: 'mrg_',
  job: 'job_',
} as const

/** Nothing for a kind that is newer than this page. */
export function causeKindOf(cause: string): CauseKind | undefined {
  if (cause === 'hand' || cause === 'upkeep') return cause
  const kinds = Object.keys(PREFIXES) as (keyof typeof PREFIXES)[]
  return kinds.find((kind) => cause.startsWith(PREFIXES[kind]))
}

/** The page behind an entry, where there is one that the person may see. */
export function causePath(
  { cause, store_id, business_date }: Pick<Entry, 'cause' | 'store_id' | 'business_date'>,
  may: (permission: Permission) => boolean,
): string | undefined {
  const day = new URLSearchParams({ from: business_date, to: business_date })
  if (store_id) day.set('store_id', store_id)
  switch (causeKindOf(cause)) {
    case 'order':
      return may('orders.read') ? `/orders/${cause}` : undefined
    case 'return':
      return may('orders.read') ? `/returns?${day}` : undefined
    case 'top_up':
      return may('orders.read') ? `/top-ups?${day}` : undefined
    case 'merge':
      return may('members.merge') ? `/merges/${cause}` : undefined
    default:
      return undefined
  }
}
