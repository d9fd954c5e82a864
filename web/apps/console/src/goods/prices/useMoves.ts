// Where the person is in the grid: which cell they were in last, and the ways to it and to others.

import { type RefObject, useMemo, useRef } from 'react'
import { goBackTo } from '@/ui/focusBack'
import type { Grid } from './grid'
import { cellAgain, focusCell } from './place'

type Moves = Pick<Grid, 'focus' | 'enter' | 'goBack'>

export function useMoves(table: RefObject<HTMLElement | null>): Moves {
  const last = useRef<HTMLInputElement>(undefined)
  return useMemo(
    () => ({
      focus: (place) => focusCell(table.current, place),
      enter: (cell) => {
        last.current = cell
      },
      goBack: () => goBackTo(() => cellAgain(table.current, last.current)),
    }),
    [table],
  )
}
