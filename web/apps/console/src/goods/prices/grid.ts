// What every cell of the grid works with. It is handed down past the table and stays the same
// while somebody types, so that the table need not be drawn anew with every letter.

import { createContext, useContext } from 'react'
import type { Place } from './place'
import type { Owner } from './pricing'
import type { PriceActs } from './usePriceEdits'

export interface Grid extends PriceActs {
  mayWrite: (owner: Owner) => boolean
  isSaving: boolean
  /** Whether prices in some of the stores are still to come. */
  isAsking: boolean
  focus: (place: Place) => void
  /** Told when the person is in a cell. */
  enter: (cell: HTMLInputElement) => void
  /** Back to that cell, for whoever pressed a button that is gone now. */
  goBack: () => void
  /** Fills cells from a place on with a block out of a spreadsheet. */
  paste: (at: Place, block: readonly string[][]) => void
}

export const GridContext = createContext<Grid | undefined>(undefined)

export function useGrid(): Grid {
  const grid = useContext(GridContext)
  if (!grid) throw new Error('useGrid needs a grid above')
  return grid
}
