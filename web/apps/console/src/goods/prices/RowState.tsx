// How it stands with a row: whose prices count, what is changed, what is wrong with it, and the
// two ways on where somebody else was faster.

import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { sayError } from '@/ui/problems'
import { StateTag } from '@/ui/StateTag'
import { skuName } from '../sku'
import type { PriceEdit } from './edits'
import { useEdit, useGrid } from './grid'
import { type OwnPrice, type PriceRow, planOf } from './pricing'

export function stateId({ sku }: PriceRow): string {
  return `price_state_${sku.id}`
}

export function RowState({ row }: { row: PriceRow }) {
  const { t } = useWords()
  const grid = useGrid()
  const edit = useEdit(row)
  const isChanged = edit && (edit.theirs || planOf(edit.row, edit.cells).kind !== 'nothing')
  if (!isChanged) {
    return (
      <span className="quiet" id={stateId(row)}>
        {t(row.own.version > 0 ? 'price.own' : 'price.as_chain')}
      </span>
    )
  }
  return (
    <Flex gap={8} align="center" wrap className="price-state">
      <span id={stateId(row)}>
        <Told edit={edit} />
      </span>
      {edit.theirs ? (
        <>
          <Button
            size="small"
            aria-label={`${t('price.take_theirs')} ${skuName(row.sku)}`}
            onClick={() => grid.takeTheirs(edit)}
          >
            {t('price.take_theirs')}
          </Button>
          <Button
            size="small"
            aria-label={`${t('price.keep_mine')} ${skuName(row.sku)}`}
            onClick={() => grid.keepMine(edit)}
          >
            {t('price.keep_mine')}
          </Button>
        </>
      ) : (
        <Button
          size="small"
          type="link"
          // Esc does the same in a cell; Tab goes from cell to cell.
          tabIndex={-1}
          disabled={grid.progress !== undefined}
          aria-label={t('price.undo_of', { name: skuName(row.sku) })}
          onClick={() => grid.discard(row.sku.id)}
        >
          {t('price.undo')}
        </Button>
      )}
    </Flex>
  )
}

function Told({ edit }: { edit: PriceEdit }) {
  const words = useWords()
  const { t } = words
  const { row, cells, error, theirs } = edit
  const plan = planOf(row, cells)
  if (theirs) return <StateTag tone="warn">{sayTheirs(words, theirs)}</StateTag>
  if (plan.kind === 'wrong') return <StateTag tone="bad">{t(plan.word)}</StateTag>
  if (error !== undefined) return <StateTag tone="bad">{sayError(words, error)}</StateTag>
  return (
    <StateTag tone="busy">{t(plan.kind === 'remove' ? 'price.back' : 'price.changed')}</StateTag>
  )
}

function sayTheirs({ t }: Pick<ReturnType<typeof useWords>, 't'>, theirs: OwnPrice): string {
  if (theirs.list === null) return t('price.theirs_removed')
  return theirs.member === null
    ? t('price.theirs_list', { list: theirs.list })
    : t('price.theirs', { list: theirs.list, member: theirs.member })
}
