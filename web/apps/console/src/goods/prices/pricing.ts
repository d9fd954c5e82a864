// One row of the price grid: what the chain asks for a SKU, what the stores ask of their own, and
// what becomes of the cells that somebody typed into. A store with prices of its own has both:
// where the member price is left empty, members pay the store's list price.

import type { SetStorePrice, Sku, SkuFilter, StorePrice } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import { priceOf, priceText } from '../sku'

export type CellName = 'list' | 'member'
export const CELLS: readonly CellName[] = ['list', 'member']

/** Whose prices a column holds: the chain's, or those of the store with this id. */
export type Owner = string
export const CHAIN: Owner = 'chain'

/** What stands in the two cells, as text. */
export type Cells = Readonly<Record<CellName, string>>

/** What an owner asks; version 0 for a store that has no prices of its own. */
export interface OwnPrice {
  version: number
  list: number | null
  member: number | null
}

export const NO_PRICE: OwnPrice = { version: 0, list: null, member: null }

export interface PriceRow {
  sku: Sku
  /** By store. */
  stores: Readonly<Record<string, OwnPrice>>
  /** The page that it was read with. */
  page: SkuFilter
}

/** Nothing for a store that was not asked about. */
export function ownPriceOf({ sku, stores }: PriceRow, owner: Owner): OwnPrice | undefined {
  return owner === CHAIN ? chainPriceOf(sku) : stores[owner]
}

export function chainPriceOf({ version, list_price, member_price }: Sku): OwnPrice {
  return { version, list: list_price, member: member_price ?? null }
}

export function storePriceOf({ at_store }: Sku): OwnPrice {
  return at_store && at_store.price_version > 0
    ? {
        version: at_store.price_version,
        list: at_store.list_price,
        member: at_store.member_price ?? null,
      }
    : NO_PRICE
}

export function ownOf({ version, list_price, member_price }: StorePrice): OwnPrice {
  return { version, list: list_price, member: member_price ?? null }
}

/**
 * Whether what was to be written stands there already: the answer to an earlier try was lost on its
 * way, or somebody else wanted the same.
 */
export function isWritten(
  now: OwnPrice,
  { owner, cells }: { owner: Owner; cells: Cells },
): boolean {
  return planOf(owner, now, cells).kind === 'nothing'
}

/** The row once an owner asks something else. */
export function withOwn(row: PriceRow, owner: Owner, own: OwnPrice): PriceRow {
  if (owner !== CHAIN) return { ...row, stores: { ...row.stores, [owner]: own } }
  const { list, member, version } = own
  const list_price = list ?? row.sku.list_price
  return { ...row, sku: { ...row.sku, list_price, member_price: member, version } }
}

export function cellsOf({ list, member }: OwnPrice): Cells {
  return { list: priceText(list), member: priceText(member) }
}

/** What saving the cells of an owner would do. */
export type Plan =
  | { kind: 'nothing' }
  | { kind: 'set'; body: SetStorePrice }
  | { kind: 'remove' }
  | { kind: 'wrong'; cell: CellName; word: WordKey }

export function planOf(owner: Owner, own: OwnPrice, cells: Cells): Plan {
  const [wrong] = CELLS.filter(
    (cell) => !isEmpty(cells[cell]) && priceOf(cells[cell]) === undefined,
  )
  if (wrong) return { kind: 'wrong', cell: wrong, word: 'form.amount_required' }
  const list = priceOf(cells.list) ?? null
  const member = priceOf(cells.member) ?? null
  if (list === own.list && member === own.member) return { kind: 'nothing' }
  if (list === null) {
    if (owner === CHAIN) return { kind: 'wrong', cell: 'list', word: 'price.chain_list_required' }
    return member === null
      ? { kind: 'remove' }
      : { kind: 'wrong', cell: 'list', word: 'price.list_first' }
  }
  if (member !== null && member > list) {
    return { kind: 'wrong', cell: 'member', word: 'price.member_above_list' }
  }
  return { kind: 'set', body: { list_price: list, member_price: member } }
}

/** Whether a cell says something else than what its owner asks now. */
export function isCellChanged(own: OwnPrice, cells: Cells, cell: CellName): boolean {
  const text = cells[cell]
  const fen = priceOf(text)
  return fen === undefined ? !isEmpty(text) || own[cell] !== null : fen !== own[cell]
}

/** What counts while a cell is empty: the chain's price, or none. */
export function priceBehind(
  { sku }: PriceRow,
  owner: Owner,
  cells: Cells,
  cell: CellName,
): number | null {
  if (owner === CHAIN) return null
  if (cell === 'list') return sku.list_price
  return isEmpty(cells.list) ? (sku.member_price ?? null) : null
}

/** Whether a store asks something else than the chain. */
export function isOffChain(row: PriceRow, owner: Owner, cells: Cells, cell: CellName): boolean {
  const isNoPrice = !isEmpty(cells[cell]) && priceOf(cells[cell]) === undefined
  if (owner === CHAIN || isNoPrice) return false
  const asked = priceOf(cells[cell]) ?? priceBehind(row, owner, cells, cell)
  return asked !== chainPriceOf(row.sku)[cell]
}

function isEmpty(text: string): boolean {
  return text.trim() === ''
}
