// Where the cells of a pasted block go, from the cell on that it was pasted into, and how many of
// them go nowhere.

import type { Place } from './place'
import { type CellName, type Owner, ownPriceOf, type PriceRow } from './pricing'

/** One column of cells. */
export interface CellColumn {
  owner: Owner
  cell: CellName
  mayWrite: boolean
}

export interface Placed {
  cells: { row: PriceRow; owner: Owner; cell: CellName; text: string }[]
  /** Texts beside or below the grid, or over what the person may not write. */
  left: number
}

export function placed(
  block: readonly string[][],
  at: Place,
  rows: readonly PriceRow[],
  columns: readonly CellColumn[],
): Placed {
  const answer: Placed = { cells: [], left: 0 }
  block.forEach((texts, down) => {
    const row = rows[at.row + down]
    texts.forEach((text, right) => {
      const column = columns[at.column + right]
      if (row && column?.mayWrite && ownPriceOf(row, column.owner)) {
        answer.cells.push({ row, owner: column.owner, cell: column.cell, text })
      } else if (text !== '') answer.left += 1
    })
  })
  return answer
}
