// A record of prices as the points of a chart of steps: each price holds until the next, the last
// one until now.

import type { PriceRecord } from '@huitong/api'

/** When, and what was asked in 分 from then on; nothing where no price of this kind was asked. */
export type Point = readonly [millis: number, fen: number | null]

export function stepsOf(
  records: readonly PriceRecord[],
  of: (record: PriceRecord) => number | null | undefined,
  now: number,
): Point[] {
  const points = records.map((record): Point => [Date.parse(record.from_at), of(record) ?? null])
  const last = points.at(-1)
  return last ? [...points, [Math.max(now, last[0]), last[1]]] : []
}
