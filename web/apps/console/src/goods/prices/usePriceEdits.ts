// Typing into the price grid, and saving all of it: one after the other, with what failed left in
// the grid to be seen and tried again.

import { useWords } from '@huitong/words/react'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef, useState } from 'react'
import { BulkRun, type BulkState } from '@/ui/bulk'
import { useUnsavedGuard } from '@/ui/useUnsavedGuard'
import { EditBook } from './book'
import {
  areSamePrices,
  NO_EDITS,
  overTheirs,
  type PriceEdit,
  type Spot,
  settled,
  spotOf,
  toSave,
  withAsked,
  withCells,
  withFailure,
  without,
  withoutCell,
} from './edits'
import {
  type CellName,
  type Cells,
  isWritten,
  type Owner,
  type OwnPrice,
  type PriceRow,
} from './pricing'
import { PRICES, pageWith, readTheirs, savePrice } from './queries'

export interface Saving {
  progress: BulkState<PriceEdit> | undefined
  save: () => Promise<void>
  stop: () => void
}

export type PriceActs = ReturnType<typeof usePriceActs>['acts']

/** Acts that stay the same from drawing to drawing, beside how far the saving is. */
export function usePriceActs() {
  const { t } = useWords()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [book] = useState(() => new EditBook())
  const [progress, setProgress] = useState<BulkState<PriceEdit>>()
  const run = useRef<BulkRun<PriceEdit>>(undefined)
  // Whoever leaves all the same wants no more of them written.
  useUnsavedGuard(
    () => book.all().size > 0,
    () => run.current?.stop(),
  )

  const [acts] = useState(() => {
    function show(spot: Spot, own: OwnPrice) {
      client.setQueriesData<Parameters<typeof pageWith>[0]>({ queryKey: PRICES }, (page) =>
        page ? pageWith(page, spot, own) : page,
      )
      book.change((edits) => withAsked(edits, spot, own))
    }
    return {
      book,
      show,
      type: (row: PriceRow, owner: Owner, cells: Partial<Cells>) =>
        book.change((edits) => withCells(edits, row, owner, cells)),
      leave: (spot: Spot) => book.change((edits) => settled(edits, spot)),
      undo: (spot: Spot, cell: CellName) => book.change((edits) => withoutCell(edits, spot, cell)),
      discard: (spot: Spot) => book.change((edits) => without(edits, spot)),
      discardAll: () => book.change(() => NO_EDITS),
      takeTheirs: (edit: PriceEdit) => {
        if (edit.theirs) show(spotOf(edit), edit.theirs)
        book.change((edits) => without(edits, spotOf(edit)))
      },
      keepMine: (edit: PriceEdit) => {
        if (edit.theirs) show(spotOf(edit), edit.theirs)
        book.change((edits) => overTheirs(edits, spotOf(edit)))
      },
    }
  })

  async function saveOne(edit: PriceEdit): Promise<void> {
    const spot = spotOf(edit)
    try {
      acts.show(spot, await savePrice(edit))
    } catch (error) {
      const { sku } = edit.row
      const theirs = await readTheirs(sku, edit.owner, error).catch(() => undefined)
      if (theirs && areSamePrices(theirs, edit)) return saveOne({ ...edit, own: theirs })
      if (!theirs || !isWritten(theirs, edit)) {
        book.change((edits) => withFailure(edits, spot, error, theirs))
        throw error
      }
      acts.show(spot, theirs)
    }
    book.change((edits) => without(edits, spot))
  }

  async function save(): Promise<void> {
    const runner = new BulkRun<PriceEdit>(saveOne)
    const rows = toSave(book.all())
    run.current = runner
    setProgress({ done: [], failed: [], left: rows })
    const { done } = await runner.run(rows, setProgress)
    setProgress(undefined)
    if (done.length > 0) message.success(t('price.saved', { count: done.length }))
    // What got no answer may have been written all the same.
    await client.invalidateQueries({ queryKey: ['skus', 'list'] })
    await client.invalidateQueries({ queryKey: ['goods'] })
  }

  const saving: Saving = { progress, save, stop: () => run.current?.stop() }
  return { acts, saving }
}
