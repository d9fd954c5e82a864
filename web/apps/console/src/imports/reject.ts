// Why a row was refused, in words.

import type { Import } from '@huitong/api'
import { isFieldCode, isProblemCode } from '@huitong/words'
import type { Words } from '@huitong/words/react'
import { fieldWord } from './fields'

/** A wrong field, or a refusal of the trade. */
export function sayReason({ t }: Pick<Words, 't'>, reason: string): string {
  if (isFieldCode(reason)) return t(`field.${reason}`)
  return isProblemCode(reason) ? t(`problem.${reason}`) : reason
}

/** The column as the file calls it; by our name of it where the file has none. */
export function sayColumn(
  words: Pick<Words, 't'>,
  { columns, kind }: Pick<Import, 'columns' | 'kind'>,
  field: string | null | undefined,
): string | undefined {
  if (!field) return undefined
  const column = columns.find((one) => one.field === field)
  return column?.heading || fieldWord(words, kind, field)
}
