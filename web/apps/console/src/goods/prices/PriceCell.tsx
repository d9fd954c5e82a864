// One cell of the grid: always a field, so that typing begins at once; arrows and Enter move on,
// Esc brings back what its owner asks.

import { formatMoney } from '@huitong/words'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { tidyPrice } from '../sku'
import { spotOf } from './edits'
import { useGrid } from './grid'
import { cellsOfPasted, stepOf } from './keys'
import { type Place, placeName } from './place'
import {
  type CellName,
  type Cells,
  isCellChanged,
  isOffChain,
  type Owner,
  type OwnPrice,
  type PriceRow,
  priceBehind,
} from './pricing'

interface PriceCellProps {
  row: PriceRow
  owner: Owner
  own: OwnPrice
  cells: Cells
  cell: CellName
  isWrong: boolean
  /** What describes it. */
  noteId: string
  label: string
  at: Place
}

export function PriceCell(props: PriceCellProps) {
  const { row, owner, own, cells, cell, at } = props
  const grid = useGrid()
  const text = cells[cell]
  const behind = priceBehind(row, owner, cells, cell)

  function press(event: KeyboardEvent<HTMLInputElement>) {
    const { key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent, currentTarget } = event
    if (nativeEvent.isComposing || ctrlKey || metaKey || altKey) return
    // What is on its way is not taken back, nor overwritten: it would be written all the same.
    if (key === 'Escape') return grid.isSaving ? undefined : grid.undo(spotOf({ row, owner }), cell)
    const { selectionStart, selectionEnd } = currentTarget
    const [from, to] = [selectionStart ?? 0, selectionEnd ?? 0]
    const step = stepOf({ key, shiftKey, text, from, to })
    if (!step) return
    event.preventDefault()
    grid.focus({ row: at.row + step.rows, column: at.column + step.columns })
  }

  function pasted(event: ClipboardEvent<HTMLInputElement>) {
    const block = cellsOfPasted(event.clipboardData.getData('text/plain'))
    if (!block) return
    event.preventDefault()
    if (!grid.isSaving) grid.paste(at, block)
  }

  return (
    <input
      className="num price-cell"
      inputMode="decimal"
      autoComplete="off"
      aria-label={props.label}
      aria-invalid={props.isWrong}
      aria-describedby={props.noteId}
      data-place={placeName(at)}
      data-changed={isCellChanged(own, cells, cell)}
      data-off-chain={isOffChain(row, owner, cells, cell)}
      readOnly={grid.isSaving}
      placeholder={behind === null ? '–' : formatMoney(behind)}
      value={text}
      onChange={({ target }) => grid.type(row, owner, { [cell]: target.value })}
      onKeyDown={press}
      onPaste={pasted}
      onFocus={({ currentTarget }) => {
        currentTarget.select()
        grid.enter(currentTarget)
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        const tidy = tidyPrice(text)
        if (tidy !== text) grid.type(row, owner, { [cell]: tidy })
        const pair = currentTarget.closest('.price-pair')
        if (!pair?.contains(relatedTarget)) grid.leave(spotOf({ row, owner }))
      }}
    />
  )
}
