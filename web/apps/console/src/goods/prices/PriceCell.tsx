// One cell of the grid: always a field, so that typing begins at once; arrows and Enter move on,
// Esc brings back what the store asks.

import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { Price } from '../columns'
import { priceOf, skuName } from '../sku'
import { useEdit, useGrid } from './grid'
import { cellsOfPasted, stepOf } from './keys'
import { type Place, placeName } from './place'
import {
  type CellName,
  cellsOf,
  isCellChanged,
  type PriceRow,
  planOf,
  priceBehind,
} from './pricing'
import { stateId } from './RowState'

interface PriceCellProps {
  row: PriceRow
  cell: CellName
  at: Place
}

export function PriceCell({ row: known, cell, at }: PriceCellProps) {
  const { t } = useWords()
  const grid = useGrid()
  // In the state that the typing began with.
  const { row, cells } = useEdit(known) ?? { row: known, cells: cellsOf(known.own) }
  if (!grid.mayWrite) return <Price fen={row.own[cell]} />
  const text = cells[cell]
  const plan = planOf(row, cells)
  const isWrong = plan.kind === 'wrong' && plan.cell === cell
  const behind = priceBehind(row, cells, cell)

  function press(event: KeyboardEvent<HTMLInputElement>) {
    const { key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent, currentTarget } = event
    if (nativeEvent.isComposing || ctrlKey || metaKey || altKey) return
    if (key === 'Escape') return grid.undo(row, cell)
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
    grid.paste(at, block)
  }

  return (
    <input
      className="num price-cell"
      inputMode="decimal"
      autoComplete="off"
      aria-label={t(cell === 'list' ? 'price.list_of' : 'price.member_of', {
        name: skuName(row.sku),
      })}
      aria-invalid={isWrong}
      aria-describedby={stateId(row)}
      data-place={placeName(at)}
      data-changed={isCellChanged(row, cells, cell)}
      readOnly={grid.progress !== undefined}
      placeholder={behind === null ? '–' : formatMoney(behind)}
      value={text}
      onChange={({ target }) => grid.type(row, { [cell]: target.value })}
      onKeyDown={press}
      onPaste={pasted}
      onFocus={({ target }) => target.select()}
      onBlur={() => {
        const fen = priceOf(text)
        if (fen !== undefined && formatMoney(fen) !== text) {
          grid.type(row, { [cell]: formatMoney(fen) })
        }
        grid.leave(row.sku.id)
      }}
    />
  )
}
