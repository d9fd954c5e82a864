// Where on the page a refusal is told: at the line, the member, the tender or the store that it is
// about.

import { ProblemError } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { sayError } from '@/ui/problems'
import type { TenderKind } from './paying'

export type Place =
  | { at: 'line'; skuId: string }
  | { at: 'member' }
  | { at: 'tender'; kind: TenderKind }
  | { at: 'store' }
  | { at: 'sale' }

const SALE: Place = { at: 'sale' }
const MEMBER: Place = { at: 'member' }
const STORE: Place = { at: 'store' }
const POINTS: Place = { at: 'tender', kind: 'points' }

const PLACES: Partial<Record<string, Place>> = {
  'checkout.unknown_member': MEMBER,
  'checkout.member_frozen': MEMBER,
  'checkout.member_closed': MEMBER,
  'checkout.unknown_store': STORE,
  'checkout.store_closed': STORE,
  'checkout.unknown_till': STORE,
  'access.out_of_scope': STORE,
  'pricing.offset_above_cap': POINTS,
  'pricing.offset_is_off': POINTS,
  'pricing.offset_not_in_steps': POINTS,
}

const OF_A_LINE = ['checkout.unknown_sku', 'checkout.sku_inactive', 'retail.stock_short']

export function placeOf(error: unknown): Place {
  if (!(error instanceof ProblemError)) return SALE
  const { code, params } = error
  if (OF_A_LINE.includes(code) && typeof params.sku_id === 'string') {
    return { at: 'line', skuId: params.sku_id }
  }
  if (code === 'ledger.insufficient_balance') {
    return { at: 'tender', kind: params.asset === 'points' ? 'points' : 'stored_value' }
  }
  return PLACES[code] ?? SALE
}

/** The price is another than the customer was told. */
export function isPriceChanged(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'checkout.price_changed'
}

/** What the person at the counter is told, and what to do next. */
export function sayRefusal(words: Pick<Words, 't'>, error: unknown): string {
  if (!(error instanceof ProblemError) || !isPriceChanged(error)) return sayError(words, error)
  return words.t('sale.price_changed', error.params)
}
