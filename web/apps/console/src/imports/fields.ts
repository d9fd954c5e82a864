// How the fields of a file are called, and the headings of a file to fill in.

import type { ImportKind } from '@huitong/api'
import { isWordKey } from '@huitong/words'
import type { Words } from '@huitong/words/react'

/** Fields that are called otherwise in one kind of file than in the others. */
const OWN: Partial<Record<string, string>> = {
  'goods.name': 'goods_name',
  'orders.state': 'order_state',
  'stock.quantity': 'stock_quantity',
}

/** The word for a field; nothing for what is no field. */
export function fieldWord(
  { t }: Pick<Words, 't'>,
  kind: ImportKind | null,
  field: string,
): string | undefined {
  const key = `import_field.${OWN[`${kind}.${field}`] ?? field}`
  return isWordKey(key) ? t(key) : undefined
}

const TEMPLATES: Record<ImportKind, readonly string[]> = {
  members: [
    'name',
    'phone',
    'gender',
    'birthday',
    'card_no',
    'level',
    'store',
    'joined_at',
    'points',
    'principal',
    'bonus',
  ],
  balances: ['phone', 'points', 'principal', 'bonus'],
  goods: [
    'code',
    'name',
    'spec',
    'category',
    'barcode',
    'list_price',
    'member_price',
    'cost_price',
  ],
  stock: ['store', 'sku_code', 'quantity'],
  orders: ['order_no', 'store', 'sold_at', 'sku_code', 'quantity', 'amount', 'tender', 'phone'],
}

// The list of kinds, of which the compiler knows that it is whole.
export const KINDS = Object.keys(TEMPLATES) as ImportKind[]

/** The headings of a file to fill in, such as the server recognises. */
export function templateOf({ t, lang }: Pick<Words, 't' | 'lang'>, kind: ImportKind): string[] {
  return TEMPLATES[kind].map((field) =>
    lang === 'zh' ? (fieldWord({ t }, kind, field) ?? field) : field,
  )
}
