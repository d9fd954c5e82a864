// What of an order can still come back, and what somebody chose of it. Quantities only: what money
// goes back is worked out by the server.

import type { Order, OrderLine, ReturnGoods } from '@huitong/api'

/** How many of each line are chosen, by line. */
export type Chosen = Readonly<Record<string, number | null | undefined>>

/** How many of a line can still come back; an adjustment has no goods. */
export function leftOf({ quantity, returned_quantity }: OrderLine): number {
  return Math.max(0, quantity - returned_quantity)
}

export function canReturn(order: Order): boolean {
  return order.lines.some((line) => leftOf(line) > 0)
}

/** The lines of the request: only what was chosen, in the order of the receipt. */
export function linesToReturn(order: Order, chosen: Chosen): ReturnGoods['lines'] {
  return order.lines
    .map(({ line_id }) => ({ line_id, quantity: chosen[line_id] ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
}
