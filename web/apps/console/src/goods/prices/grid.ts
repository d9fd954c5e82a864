// What every cell of the grid works with. It is handed down past the table, which then need not be
// drawn anew with every letter that is typed.

import { createContext, useContext } from 'react'
import type { PriceEdit } from './edits'
import type { Place } from './place'
import type { PriceRow } from './pricing'
import type { PriceEdits } from './usePriceEdits'

export interface Grid extends PriceEdits {
  mayWrite: boolean
  focus: (place: Place) => void
  /** Fills cells from a place on with a block out of a spreadsheet. */
  paste: (at: Place, block: readonly string[][]) => void
}

export const GridContext = createContext<Grid | undefined>(undefined)

export function useGrid(): Grid {
  const grid = useContext(GridContext)
  if (!grid) throw new Error('useGrid needs a grid above')
  return grid
}

/** What somebody typed into a row. */
export function useEdit({ sku }: PriceRow): PriceEdit | undefined {
  return useGrid().edits.get(sku.id)
}
