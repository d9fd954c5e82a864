// What lies on the counter: each SKU once, as the server wants it. Prices are not kept, for they
// are asked for anew with every change.

import type { BasketToQuote, Sku } from '@huitong/api'
import { skuName } from '@/goods/sku'

export interface BasketLine {
  sku_id: string
  code: string
  name: string
  quantity: number
}

/** The most lines and units that the server takes. */
const LINES_MAX = 500
export const QUANTITY_MAX = 1_000_000

/** One more of a SKU; a line of its own where there is none yet, the latest first. */
export function withSku(lines: readonly BasketLine[], sku: Sku): BasketLine[] {
  const known = lines.find(({ sku_id }) => sku_id === sku.id)
  if (known) return withQuantity(lines, sku.id, known.quantity + 1)
  if (lines.length >= LINES_MAX) return [...lines]
  return [{ sku_id: sku.id, code: sku.code, name: skuName(sku), quantity: 1 }, ...lines]
}

export function withQuantity(
  lines: readonly BasketLine[],
  skuId: string,
  quantity: number,
): BasketLine[] {
  const within = Math.min(Math.max(1, Math.round(quantity)), QUANTITY_MAX)
  return lines.map((line) => (line.sku_id === skuId ? { ...line, quantity: within } : line))
}

export function withoutSku(lines: readonly BasketLine[], skuId: string): BasketLine[] {
  return lines.filter(({ sku_id }) => sku_id !== skuId)
}

/** The lines as they are asked about and settled. */
export function itemsOf(lines: readonly BasketLine[]): BasketToQuote['lines'] {
  return lines.map(({ sku_id, quantity }) => ({ sku_id, quantity }))
}
