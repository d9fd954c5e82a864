// The sale at hand, kept for as long as the tab lives: a reload, an expired session or a lost line
// loses nothing of it. Outside of the page, so that a sale that is settled after the page was left
// is known as settled when it is opened again.

import type { Receipt } from '@huitong/api'
import { keep, readKept } from '@/ui/kept'
import type { BasketLine } from './basket'
import type { Typed } from './paying'

/** A coupon on the counter: which, and what it is called. */
export interface SaleCoupon {
  id: string
  name: string
}

export interface Sale {
  storeId: string
  tillId?: string | undefined
  guideId?: string | undefined
  memberId?: string | undefined
  lines: BasketLine[]
  /** Coupons that are to be used; absent for none. */
  coupons?: SaleCoupon[] | undefined
  typed: Typed
  /** What came of it, until the next one begins. */
  done?: Done | undefined
}

export interface Done {
  receipt: Receipt
  received: number
  change: number
}

export interface AtHand {
  read: () => Sale
  put: (next: (before: Sale) => Sale) => void
  subscribe: (listener: () => void) => () => void
}

const EMPTY: Sale = { storeId: '', lines: [], typed: {} }

/** The next sale at the same desk: nothing else of the last one stays. */
export function nextSale({ storeId, tillId }: Pick<Sale, 'storeId' | 'tillId'>): Sale {
  return { ...EMPTY, storeId, tillId }
}

/** The sale on the screen, as long as it is on one. */
const shown = new Map<string, Sale>()
const listeners = new Set<() => void>()

export function saleAtHand(
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  staffId: string,
): AtHand {
  const name = `sale.${staffId}`
  const read = () => {
    const sale = shown.get(name) ?? readSale(readKept(store, name)) ?? EMPTY
    shown.set(name, sale)
    return sale
  }
  return {
    read,
    put: (next) => {
      const sale = next(read())
      if (listeners.size > 0) shown.set(name, sale)
      else shown.delete(name)
      keep(store, name, withoutCode(sale))
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) shown.clear()
      }
    },
  }
}

/** Whoever has the code of a receipt may bring its goods back: it is for the paper only. */
function withoutCode(sale: Sale): Sale {
  if (!sale.done) return sale
  const { receipt_code: _, ...receipt } = sale.done.receipt
  return { ...sale, done: { ...sale.done, receipt } }
}

function readSale(kept: unknown): Sale | undefined {
  const isSale =
    typeof kept === 'object' &&
    kept !== null &&
    'storeId' in kept &&
    typeof kept.storeId === 'string' &&
    'lines' in kept &&
    Array.isArray(kept.lines) &&
    'typed' in kept &&
    typeof kept.typed === 'object'
  return isSale ? (kept as Sale) : undefined
}
