// Typing into the price grid of a store, and saving all of it: row by row, with what failed left
// in the grid to be seen and tried again.

import { useWords } from '@huitong/words/react'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef, useState } from 'react'
import { BulkRun, type BulkState } from '@/ui/bulk'
import { useUnsavedGuard } from '@/ui/useUnsavedGuard'
import {
  NO_EDITS,
  overTheirs,
  type PriceEdit,
  settled,
  toSave,
  withCells,
  withFailure,
  without,
  withoutCell,
} from './edits'
import type { CellName, Cells, OwnPrice, PriceRow } from './pricing'
import { PRICES, readTheirs, savePrice, withOwn } from './queries'

export type PriceEdits = ReturnType<typeof usePriceEdits>

export function usePriceEdits(storeId: string) {
  const { t } = useWords()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [edits, setEdits] = useState(NO_EDITS)
  const [progress, setProgress] = useState<BulkState<PriceEdit>>()
  const run = useRef<BulkRun<PriceEdit>>(undefined)
  useUnsavedGuard(() => edits.size > 0)

  function show(skuId: string, own: OwnPrice) {
    client.setQueriesData<Parameters<typeof withOwn>[0]>({ queryKey: PRICES }, (page) =>
      page ? withOwn(page, storeId, skuId, own) : page,
    )
  }

  async function saveOne(edit: PriceEdit): Promise<void> {
    const { sku } = edit.row
    try {
      show(sku.id, await savePrice(storeId, edit))
    } catch (error) {
      const theirs = await readTheirs(storeId, sku, error).catch(() => undefined)
      setEdits((now) => withFailure(now, sku.id, error, theirs))
      throw error
    }
    setEdits((now) => without(now, sku.id))
  }

  async function save(): Promise<void> {
    const runner = new BulkRun<PriceEdit>(saveOne)
    const rows = toSave(edits)
    run.current = runner
    setProgress({ done: [], failed: [], left: rows })
    const { done } = await runner.run(rows, setProgress)
    setProgress(undefined)
    if (done.length > 0) {
      message.success(t('price.saved', { count: done.length }))
      await client.invalidateQueries({ queryKey: ['skus', 'list'] })
    }
  }

  return {
    edits,
    progress,
    type: (row: PriceRow, cells: Partial<Cells>) => setEdits((now) => withCells(now, row, cells)),
    leave: (skuId: string) => setEdits((now) => settled(now, skuId)),
    undo: (row: PriceRow, cell: CellName) => setEdits((now) => withoutCell(now, row, cell)),
    discard: (skuId: string) => setEdits((now) => without(now, skuId)),
    discardAll: () => setEdits(NO_EDITS),
    takeTheirs: ({ row, theirs }: PriceEdit) => {
      if (theirs) show(row.sku.id, theirs)
      setEdits((now) => without(now, row.sku.id))
    },
    keepMine: ({ row, theirs }: PriceEdit) => {
      if (theirs) show(row.sku.id, theirs)
      setEdits((now) => overTheirs(now, row.sku.id))
    },
    save,
    stop: () => run.current?.stop(),
  }
}
