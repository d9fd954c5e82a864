// What somebody typed into the price grid and has not saved yet, by SKU. It stays while other
// pages of the grid are looked at, and is over once its cell is left and the row says again what
// the store asks.

import {
  CELLS,
  type CellName,
  type Cells,
  cellsOf,
  isCellChanged,
  type OwnPrice,
  type PriceRow,
  planOf,
} from './pricing'

export interface PriceEdit {
  /** The row in the state that the typing began with. */
  row: PriceRow
  cells: Cells
  /** Why it could not be saved. */
  error?: unknown
  /** What somebody else made of it meanwhile. */
  theirs?: OwnPrice
}

export type Edits = ReadonlyMap<string, PriceEdit>

export const NO_EDITS: Edits = new Map()

/** Types into cells of a row. */
export function withCells(edits: Edits, row: PriceRow, typed: Partial<Cells>): Edits {
  const edit = edits.get(row.sku.id)
  const began = edit?.row ?? row
  const cells = { ...(edit?.cells ?? cellsOf(began.own)), ...typed }
  const theirs = edit?.theirs === undefined ? {} : { theirs: edit.theirs }
  return new Map(edits).set(row.sku.id, { row: began, cells, ...theirs })
}

/** A cell says again what it said before. */
export function withoutCell(edits: Edits, row: PriceRow, cell: CellName): Edits {
  const began = edits.get(row.sku.id)?.row ?? row
  return withCells(edits, row, { [cell]: cellsOf(began.own)[cell] })
}

/** A cell is left: a row that says what it said before is no edit any more. */
export function settled(edits: Edits, skuId: string): Edits {
  const edit = edits.get(skuId)
  const isOver = edit && !edit.theirs && planOf(edit.row, edit.cells).kind === 'nothing'
  return isOver ? without(edits, skuId) : edits
}

export function without(edits: Edits, skuId: string): Edits {
  const rest = new Map(edits)
  rest.delete(skuId)
  return rest
}

/** It could not be saved; `theirs` if somebody else was faster. */
export function withFailure(edits: Edits, skuId: string, error: unknown, theirs?: OwnPrice): Edits {
  const edit = edits.get(skuId)
  if (!edit) return edits
  const { row, cells } = edit
  return new Map(edits).set(skuId, { row, cells, error, ...(theirs ? { theirs } : {}) })
}

/** Your cells over their prices: a cell that you left alone says what they made of it. */
export function overTheirs(edits: Edits, skuId: string): Edits {
  const edit = edits.get(skuId)
  if (!edit?.theirs) return edits
  const cells = { ...cellsOf(edit.theirs) }
  for (const cell of CELLS) {
    if (isCellChanged(edit.row, edit.cells, cell)) cells[cell] = edit.cells[cell]
  }
  const row = { ...edit.row, own: edit.theirs }
  return settled(new Map(edits).set(skuId, { row, cells }), skuId)
}

/** Those that can be saved as they are. */
export function toSave(edits: Edits): PriceEdit[] {
  return [...edits.values()].filter(({ row, cells, theirs }) => {
    const { kind } = planOf(row, cells)
    return !theirs && (kind === 'set' || kind === 'remove')
  })
}
