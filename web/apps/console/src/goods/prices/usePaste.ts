// Fills cells with a block out of a spreadsheet, and says how much of it found no cell.

import { useWords } from '@huitong/words/react'
import { App } from 'antd'
import { useCallback } from 'react'
import { tidyPrice } from '../sku'
import type { OwnerColumn } from './columns'
import { spotOf } from './edits'
import type { Grid } from './grid'
import { placed } from './paste'
import { CELLS, type PriceRow } from './pricing'
import type { PriceActs } from './usePriceEdits'

interface PasteProps {
  acts: PriceActs
  rows: readonly PriceRow[]
  owners: readonly OwnerColumn[]
  mayWrite: Grid['mayWrite']
}

const TOLD_SECONDS = 6

export function usePaste({ acts, rows, owners, mayWrite }: PasteProps): Grid['paste'] {
  const { t } = useWords()
  const { message } = App.useApp()
  return useCallback(
    (at, block) => {
      const columns = owners.flatMap(({ owner }) =>
        CELLS.map((cell) => ({ owner, cell, mayWrite: mayWrite(owner) })),
      )
      const { cells, left } = placed(block, at, rows, columns)
      for (const { row, owner, cell, text } of cells) {
        acts.type(row, owner, { [cell]: tidyPrice(text) })
        acts.leave(spotOf({ row, owner }))
      }
      if (left > 0) message.warning(t('price.not_placed', { count: left }), TOLD_SECONDS)
    },
    [acts, rows, owners, mayWrite, t, message],
  )
}
