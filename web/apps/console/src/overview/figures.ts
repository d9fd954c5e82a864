// What is read off the figures of a day for people: shares and comparisons, for show only. No
// amount is worked out here that anybody pays.

import type { Overview } from '@huitong/api'

export type Figures = Overview['total']

/** By how much a figure has changed, as a part of the one before; nothing when that was zero. */
export function changeOf(now: number, before: number): number | undefined {
  return before === 0 ? undefined : (now - before) / before
}

/** The part of sales that members brought. */
export function memberShare({ sales, member_sales }: Figures): number | undefined {
  return sales === 0 ? undefined : member_sales / sales
}

export function hasHappened(figures: Figures): boolean {
  return Object.values(figures).some((figure) => figure !== 0)
}
