// What somebody typed into the price grid and has not saved yet, by SKU and owner. It stays while
// other pages of the grid are looked at, and is over once its cell is left and says again what the
// owner asks.

import {
  CELLS,
  type CellName,
  type Cells,
  cellsOf,
  isCellChanged,
  type Owner,
  type OwnPrice,
  ownPriceOf,
  type PriceRow,
  planOf,
  withOwn,
} from './pricing'

export interface PriceEdit {
  row: PriceRow
  owner: Owner
  /** What the owner asked when the typing began. */
  own: OwnPrice
  cells: Cells
  /** Whether its cells were left since: what is half typed is not called wrong. */
  isLeft: boolean
  /** Why it could not be saved. */
  error?: unknown
  /** What somebody else made of it meanwhile. */
  theirs?: OwnPrice
}

export type Edits = ReadonlyMap<string, PriceEdit>

export const NO_EDITS: Edits = new Map()

/** Which two cells of the grid. */
export interface Spot {
  skuId: string
  owner: Owner
}

export function spotName({ skuId, owner }: Spot): string {
  return `${skuId}/${owner}`
}

export function spotOf({ row, owner }: Pick<PriceEdit, 'row' | 'owner'>): Spot {
  return { skuId: row.sku.id, owner }
}

/** Types into cells of an owner; what was not asked about cannot be typed over. */
export function withCells(edits: Edits, row: PriceRow, owner: Owner, typed: Partial<Cells>): Edits {
  const name = spotName(spotOf({ row, owner }))
  const edit = edits.get(name)
  const own = edit?.own ?? ownPriceOf(row, owner)
  if (!own) return edits
  const theirs = edit?.theirs === undefined ? {} : { theirs: edit.theirs }
  return new Map(edits).set(name, {
    row: edit?.row ?? row,
    owner,
    own,
    cells: { ...(edit?.cells ?? cellsOf(own)), ...typed },
    isLeft: edit?.isLeft ?? false,
    ...theirs,
  })
}

/** A cell says again what it said before. */
export function withoutCell(edits: Edits, spot: Spot, cell: CellName): Edits {
  const edit = edits.get(spotName(spot))
  if (!edit) return edits
  return withCells(edits, edit.row, edit.owner, { [cell]: cellsOf(edit.own)[cell] })
}

/** Its cells are left: what says what it said before is no edit any more. */
export function settled(edits: Edits, spot: Spot): Edits {
  const edit = edits.get(spotName(spot))
  if (!edit) return edits
  if (!edit.theirs && planOf(edit.owner, edit.own, edit.cells).kind === 'nothing') {
    return without(edits, spot)
  }
  return edit.isLeft ? edits : new Map(edits).set(spotName(spot), { ...edit, isLeft: true })
}

export function without(edits: Edits, spot: Spot): Edits {
  const rest = new Map(edits)
  rest.delete(spotName(spot))
  return rest
}

/** What an owner asks now, in every row that is kept of the SKU. */
export function withAsked(edits: Edits, { skuId, owner }: Spot, own: OwnPrice): Edits {
  const next = new Map(edits)
  for (const [name, edit] of edits) {
    if (edit.row.sku.id === skuId) {
      next.set(name, { ...edit, row: withOwn(edit.row, owner, own) })
    }
  }
  return next
}

/** It could not be saved; `theirs` if somebody else was faster. */
export function withFailure(edits: Edits, spot: Spot, error: unknown, theirs?: OwnPrice): Edits {
  const edit = edits.get(spotName(spot))
  if (!edit) return edits
  const { theirs: _before, ...rest } = edit
  return new Map(edits).set(spotName(spot), {
    ...rest,
    error,
    ...(theirs ? { theirs } : {}),
  })
}

/**
 * Whether a newer state is nobody's change of the prices: they are those that the typing began with,
 * for something else of the SKU was changed, such as its name. That they are what was sent before,
 * without an answer, does not make them ours: somebody else may have asked for the same.
 */
export function areSamePrices(now: OwnPrice, { own }: PriceEdit): boolean {
  return now.version !== own.version && now.list === own.list && now.member === own.member
}

/** Your cells over their prices: a cell that you left alone says what they made of it. */
export function overTheirs(edits: Edits, spot: Spot): Edits {
  const edit = edits.get(spotName(spot))
  if (!edit?.theirs) return edits
  const { row, owner, own, theirs, isLeft } = edit
  const cells = { ...cellsOf(theirs) }
  for (const cell of CELLS) {
    if (isCellChanged(own, edit.cells, cell)) cells[cell] = edit.cells[cell]
  }
  const mine = { row: withOwn(row, owner, theirs), owner, own: theirs, cells, isLeft }
  return settled(new Map(edits).set(spotName(spot), mine), spot)
}

/** Those that can be saved as they are. */
export function toSave(edits: Edits): PriceEdit[] {
  return [...edits.values()].filter(({ owner, own, cells, theirs }) => {
    const { kind } = planOf(owner, own, cells)
    return !theirs && (kind === 'set' || kind === 'remove')
  })
}

/** The rows with something unsaved, each once. */
export function rowsOf(edits: Edits): PriceRow[] {
  return [...new Map([...edits.values()].map(({ row }) => [row.sku.id, row])).values()]
}

/** The columns that hold something unsaved. */
export function ownersOf(edits: Edits): Set<Owner> {
  return new Set([...edits.values()].map(({ owner }) => owner))
}
