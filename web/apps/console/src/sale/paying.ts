// How a sale is paid: what was typed for each tender, what is left to pay, what goes back in cash.
// Sums of what people typed only; what it costs is the server's answer.

import type { Quote, TenderToTake } from '@huitong/api'

export type TenderKind = TenderToTake['kind']

/** In the order in which they are taken: what the member holds, then money. */
export const TENDERS = ['points', 'stored_value', 'card', 'cash'] as const satisfies TenderKind[]

/** What was typed; cash is what the customer handed over, which may be more than is to pay. */
export interface Typed extends Partial<Record<TenderKind, number>> {
  /** The number on the slip of the card. */
  reference?: string
}

export interface Standing {
  /** What cash has to pay. */
  cashDue: number
  /** What nothing pays yet. */
  left: number
  /** What goes back to the customer. */
  change: number
  /** More was typed than is to pay, and not in cash, so that it cannot be given back. */
  isTooMuch: boolean
  isPaid: boolean
}

export function standingOf(total: number, typed: Typed): Standing {
  const others = (typed.points ?? 0) + (typed.stored_value ?? 0) + (typed.card ?? 0)
  const cash = typed.cash ?? 0
  const cashDue = Math.max(0, total - others)
  const left = Math.max(0, cashDue - cash)
  const isTooMuch = others > total
  return {
    cashDue,
    left,
    change: isTooMuch ? 0 : Math.max(0, cash - cashDue),
    isTooMuch,
    isPaid: !isTooMuch && left === 0,
  }
}

/** Whether there is a field for it. What was typed is shown as long as it counts. */
export function isOffered(
  kind: TenderKind,
  { memberId, typed }: { memberId?: string | undefined; typed: Typed },
  quote: Pick<Quote, 'points_can_pay' | 'stored_value_can_pay'>,
): boolean {
  if (kind === 'card' || kind === 'cash' || (typed[kind] ?? 0) > 0) return true
  const most = kind === 'points' ? quote.points_can_pay.amount : quote.stored_value_can_pay
  return memberId !== undefined && most > 0
}

/** What a tender can pay: at most so much, in whole steps. */
export interface Reach {
  most: number
  step: number
}

const ANYTHING: Reach = { most: Number.POSITIVE_INFINITY, step: 1 }

/** What a tender would have to pay so that all is paid, as far as it reaches. */
export function fillOf(
  kind: TenderKind,
  total: number,
  typed: Typed,
  { most, step } = ANYTHING,
): number {
  const { left } = standingOf(total, { ...typed, [kind]: 0 })
  const amount = Math.min(left, most)
  return step > 0 ? amount - (amount % step) : 0
}

/** The tenders of the request: they come to the total, so change is left out. */
export function tendersOf(total: number, typed: Typed): TenderToTake[] {
  const { cashDue } = standingOf(total, typed)
  const reference = typed.reference?.trim()
  return TENDERS.map((kind): TenderToTake => {
    const amount = typed[kind] ?? 0
    if (kind === 'cash') return { kind, amount: Math.min(amount, cashDue) }
    return kind === 'card' && reference ? { kind, amount, reference } : { kind, amount }
  }).filter(({ amount }) => amount > 0)
}
