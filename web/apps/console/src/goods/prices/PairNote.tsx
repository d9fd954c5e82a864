// How it stands with the two cells of an owner. What is wrong, was refused or was changed by
// somebody else is seen; the rest is what the cells themselves show, told to those who hear it.

import { useWords, type Words } from '@huitong/words/react'
import { sayError } from '@/ui/problems'
import { StateTag } from '@/ui/StateTag'
import type { PriceEdit } from './edits'
import { type CellName, CHAIN, type Owner, type OwnPrice, type PriceRow, planOf } from './pricing'

export interface Told {
  tone: 'warn' | 'bad'
  say: (words: Words) => string
  /** The cell that is wrong. */
  cell?: CellName
}

export function pairNoteId({ sku }: PriceRow, owner: Owner): string {
  return `price_note_${sku.id}_${owner}`
}

export function toldOf(edit: PriceEdit | undefined): Told | undefined {
  if (!edit) return undefined
  const { owner, own, cells, isLeft, theirs, error } = edit
  if (theirs) return { tone: 'warn', say: (words) => sayTheirs(words, theirs) }
  const plan = planOf(owner, own, cells)
  if (plan.kind === 'wrong') {
    const { word, cell } = plan
    return isLeft ? { tone: 'bad', say: ({ t }) => t(word), cell } : undefined
  }
  return error === undefined ? undefined : { tone: 'bad', say: (words) => sayError(words, error) }
}

interface PairNoteProps {
  row: PriceRow
  owner: Owner
  own: OwnPrice
  edit: PriceEdit | undefined
  told: Told | undefined
}

export function PairNote({ row, owner, own, edit, told }: PairNoteProps) {
  const words = useWords()
  const { t } = words
  const id = pairNoteId(row, owner)
  if (told) {
    return (
      <div id={id} className="price-note" role="status">
        <StateTag tone={told.tone}>{told.say(words)}</StateTag>
      </div>
    )
  }
  const plan = edit && planOf(owner, edit.own, edit.cells)
  return (
    <span id={id} hidden>
      {plan && plan.kind !== 'nothing'
        ? t(plan.kind === 'remove' ? 'price.back' : 'price.changed')
        : owner !== CHAIN && t(own.version > 0 ? 'price.own' : 'price.as_chain')}
    </span>
  )
}

function sayTheirs({ t }: Words, theirs: OwnPrice): string {
  if (theirs.list === null) return t('price.theirs_removed')
  return theirs.member === null
    ? t('price.theirs_list', { list: theirs.list })
    : t('price.theirs', { list: theirs.list, member: theirs.member })
}
