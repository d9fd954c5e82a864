// What the days of the trend come to, beside those before them.

import type { Overview } from '@huitong/api'
import type { Comparison } from '@/ui/ChartHead'

export type Trend = Overview['trend']

/** What came in on a day, less what went back. */
export function netOf({ sales, returned }: Trend[number]): number {
  return sales - returned
}

export function netOfAll(trend: Trend): number {
  return trend.reduce((sum, day) => sum + netOf(day), 0)
}

/** By what part the sales changed; nothing to say where there were none before. */
export function changeOfSales(now: Trend, before: Trend): Comparison['change'] {
  const [sales, salesBefore] = [netOfAll(now), netOfAll(before)]
  return salesBefore > 0 ? (sales - salesBefore) / salesBefore : undefined
}
