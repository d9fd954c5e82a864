// What one owner asks for one SKU: the list and the member price side by side, and below them only
// what needs a decision, so that nothing moves under the hands of whoever types.

import { UndoOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { Price } from '../columns'
import { skuName } from '../sku'
import { useEditOf } from './book'
import { spotOf } from './edits'
import { useGrid } from './grid'
import { PairNote, pairNoteId, toldOf } from './PairNote'
import { PriceCell } from './PriceCell'
import {
  CELLS,
  cellsOf,
  isOffChain,
  type Owner,
  ownPriceOf,
  type PriceRow,
  planOf,
  priceBehind,
} from './pricing'

interface PricePairProps {
  row: PriceRow
  owner: Owner
  /** How the owner is called. */
  name: string
  /** Where the first of the two cells stands. */
  at: { row: number; column: number }
}

export function PricePair({ row: known, owner, name, at }: PricePairProps) {
  const { t } = useWords()
  const grid = useGrid()
  const edit = useEditOf(grid.book, spotOf({ row: known, owner }))
  const row = edit?.row ?? known
  const own = edit?.own ?? ownPriceOf(known, owner)
  if (!own) return <span className="quiet">{grid.isAsking ? '…' : t('price.not_known')}</span>
  const mayWrite = grid.mayWrite(owner)
  const cells = edit?.cells ?? cellsOf(own)
  const told = toldOf(edit)
  const isChanged = edit && planOf(owner, own, cells).kind !== 'nothing'
  return (
    <div className="price-pair">
      <div className="price-cells">
        {CELLS.map((cell, right) =>
          mayWrite ? (
            <PriceCell
              key={cell}
              row={row}
              owner={owner}
              own={own}
              cells={cells}
              cell={cell}
              isWrong={told?.cell === cell}
              noteId={pairNoteId(row, owner)}
              label={t(cell === 'list' ? 'price.list_of' : 'price.member_of', {
                name: skuName(row.sku),
                owner: name,
              })}
              at={{ row: at.row, column: at.column + right }}
            />
          ) : (
            <span
              key={cell}
              className={own[cell] === null ? 'price-read quiet' : 'price-read'}
              data-off-chain={isOffChain(row, owner, cells, cell)}
            >
              <Price fen={own[cell] ?? priceBehind(row, owner, cells, cell)} />
            </span>
          ),
        )}
        {mayWrite && (
          <Button
            size="small"
            type="text"
            className="price-undo"
            // Esc does the same in a cell; Tab goes from cell to cell.
            tabIndex={-1}
            style={{ visibility: isChanged ? 'visible' : 'hidden' }}
            disabled={grid.isSaving}
            icon={<UndoOutlined />}
            title={t('price.undo')}
            aria-label={t('price.undo_of', { name: `${name} ${skuName(row.sku)}` })}
            onClick={() => grid.discard(spotOf({ row, owner }))}
          />
        )}
      </div>
      {edit?.theirs && (
        <Flex gap={4} wrap>
          <Button
            size="small"
            aria-label={`${t('price.take_theirs')} ${name} ${skuName(row.sku)}`}
            onClick={() => grid.takeTheirs(edit)}
          >
            {t('price.take_theirs')}
          </Button>
          <Button
            size="small"
            aria-label={`${t('price.keep_mine')} ${name} ${skuName(row.sku)}`}
            onClick={() => grid.keepMine(edit)}
          >
            {t('price.keep_mine')}
          </Button>
        </Flex>
      )}
      <PairNote row={row} owner={owner} own={own} edit={edit} told={told} />
    </div>
  )
}
