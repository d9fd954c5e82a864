// One row of the price grid: what the chain asks, what the store asks of its own, and what becomes
// of the cells that somebody typed into. A store with prices of its own has both: where the member
// price is left empty, members pay the store's list price.

import type { SetStorePrice, Sku, StorePrice } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import { priceOf, priceText } from '../sku'

export type CellName = 'list' | 'member'
export const CELLS: readonly CellName[] = ['list', 'member']

/** What stands in the two cells, as text. */
export type Cells = Readonly<Record<CellName, string>>

/** The store's own prices; version 0 if it has none. */
export interface OwnPrice {
  version: number
  list: number | null
  member: number | null
}

export const NO_PRICE: OwnPrice = { version: 0, list: null, member: null }

export interface PriceRow {
  sku: Sku
  own: OwnPrice
}

export function rowOf(sku: Sku): PriceRow {
  const { at_store } = sku
  if (!at_store || at_store.price_version === 0) return { sku, own: NO_PRICE }
  const { price_version, list_price, member_price } = at_store
  return {
    sku,
    own: { version: price_version, list: list_price, member: member_price ?? null },
  }
}

export function ownOf({ version, list_price, member_price }: StorePrice): OwnPrice {
  return { version, list: list_price, member: member_price ?? null }
}

export function cellsOf({ list, member }: OwnPrice): Cells {
  return { list: priceText(list), member: priceText(member) }
}

/** What saving a row would do. */
export type Plan =
  | { kind: 'nothing' }
  | { kind: 'set'; body: SetStorePrice }
  | { kind: 'remove' }
  | { kind: 'wrong'; cell: CellName; word: WordKey }

export function planOf({ own }: PriceRow, cells: Cells): Plan {
  const [wrong] = CELLS.filter(
    (cell) => !isEmpty(cells[cell]) && priceOf(cells[cell]) === undefined,
  )
  if (wrong) return { kind: 'wrong', cell: wrong, word: 'form.amount_required' }
  const list = priceOf(cells.list) ?? null
  const member = priceOf(cells.member) ?? null
  if (list === own.list && member === own.member) return { kind: 'nothing' }
  if (list === null) {
    return member === null
      ? { kind: 'remove' }
      : { kind: 'wrong', cell: 'list', word: 'price.list_first' }
  }
  if (member !== null && member > list) {
    return { kind: 'wrong', cell: 'member', word: 'price.member_above_list' }
  }
  return { kind: 'set', body: { list_price: list, member_price: member } }
}

/** Whether a cell says something else than the store's price now. */
export function isCellChanged({ own }: PriceRow, cells: Cells, cell: CellName): boolean {
  const text = cells[cell]
  const fen = priceOf(text)
  return fen === undefined ? !isEmpty(text) || own[cell] !== null : fen !== own[cell]
}

/** What counts while a cell is empty: the chain's price, or none. */
export function priceBehind({ sku }: PriceRow, cells: Cells, cell: CellName): number | null {
  if (cell === 'list') return sku.list_price
  return isEmpty(cells.list) ? (sku.member_price ?? null) : null
}

function isEmpty(text: string): boolean {
  return text.trim() === ''
}
