// A SKU between the server and a form: how it is called, its prices as a person types them, and
// what may be a code or a barcode.

import type { CreateSku, EditSku, Sku } from '@huitong/api'
import { formatMoney, parseMoney } from '@huitong/words'
import type { Changed } from '@/ui/stale'

/** What a form holds; prices are text, so that what is no price is seen and not dropped. */
export interface SkuValues {
  name: string
  barcodes: string[]
  list_price: string
  member_price: string
  cost_price: string
  keeps_stock: boolean
}

export interface NewSkuValues extends SkuValues {
  code: string
}

export const EMPTY_SKU: NewSkuValues = {
  code: '',
  name: '',
  barcodes: [],
  list_price: '',
  member_price: '',
  cost_price: '',
  keeps_stock: true,
}

/** The goods' name with what tells the SKU from its sisters. */
export function skuName({ goods_name, name }: Pick<Sku, 'goods_name' | 'name'>): string {
  return name ? `${goods_name} ${name}` : goods_name
}

/** 分 of a typed price; nothing for an empty field and for what is no price. */
export function priceOf(text: string): number | undefined {
  const fen = parseMoney(text)
  return fen !== undefined && fen >= 0 ? fen : undefined
}

/** A price as it stands in a field. */
export function priceText(fen: number | null | undefined): string {
  return fen === null || fen === undefined ? '' : formatMoney(fen)
}

/** As a price is written, where it is one. */
export function tidyPrice(text: string): string {
  const fen = priceOf(text)
  return fen === undefined ? text : formatMoney(fen)
}

/** The lowest and the highest list price; nothing for goods without SKUs. */
export function priceRange(skus: readonly Sku[]): { low: number; high: number } | undefined {
  const prices = skus.map(({ list_price }) => list_price)
  return prices.length > 0 ? { low: Math.min(...prices), high: Math.max(...prices) } : undefined
}

const BARCODE_PATTERN = /^[\x21-\x7e]{4,40}$/

/** The first that cannot be a barcode. */
export function wrongBarcode(barcodes: readonly string[]): string | undefined {
  return barcodes.find((barcode) => !BARCODE_PATTERN.test(barcode))
}

/** What scanners and people put in, without blanks and without what is there twice. */
export function tidyBarcodes(typed: readonly string[]): string[] {
  return [...new Set(typed.map((text) => text.trim()).filter((text) => text !== ''))]
}

export function toSkuValues(sku: Sku): SkuValues {
  return {
    name: sku.name,
    barcodes: sku.barcodes,
    list_price: priceText(sku.list_price),
    member_price: priceText(sku.member_price),
    cost_price: priceText(sku.cost_price),
    keeps_stock: sku.keeps_stock,
  }
}

/** The form has seen to it that the list price is one. */
export function toCreateSku(values: NewSkuValues) {
  const { code, name, list_price, member_price, cost_price, ...rest } = values
  const cost = priceOf(cost_price)
  const sku: CreateSku = {
    ...rest,
    code: code.trim(),
    name: name.trim(),
    list_price: priceOf(list_price) ?? 0,
    member_price: priceOf(member_price) ?? null,
    ...(cost === undefined ? {} : { cost_price: cost }),
  }
  return sku
}

/** Only what changed. */
export function toEditSku(changed: Changed<SkuValues>): EditSku {
  const { name, barcodes, list_price, member_price, cost_price, keeps_stock } = changed
  return {
    ...(name === undefined ? {} : { name: name?.trim() ?? '' }),
    ...(barcodes ? { barcodes } : {}),
    ...(list_price ? { list_price: priceOf(list_price) ?? 0 } : {}),
    ...(member_price === undefined ? {} : { member_price: priceOf(member_price ?? '') ?? null }),
    ...(cost_price === undefined ? {} : { cost_price: priceOf(cost_price ?? '') ?? null }),
    ...(typeof keeps_stock === 'boolean' ? { keeps_stock } : {}),
  }
}
