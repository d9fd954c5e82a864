// The server's limits on numbers and texts, told at the field before it is asked.

import { formatCount } from '@huitong/words'
import type { Words } from '@huitong/words/react'
import type { FormItemProps } from 'antd'

export type FieldRules = NonNullable<FormItemProps['rules']>

export function required({ t }: Words): FieldRules {
  return [{ required: true, message: t('form.required') }]
}

/** Not only blanks, and no longer than `max` characters. */
export function textUpTo(words: Words, max: number): FieldRules {
  return [
    { required: true, whitespace: true, message: words.t('form.required') },
    { max, message: words.t('field.text.too_long', { max }) },
  ]
}

/** From `min` to `max`, both told as the field shows numbers. What is no number was typed as money. */
export function between(
  { t }: Words,
  min: number,
  max: number,
  format: (number: number) => string = formatCount,
): FieldRules {
  const whatIsWrong = (number: number): string | undefined => {
    if (Number.isNaN(number)) return t('form.amount_required')
    if (number < min) return t('field.number.too_small', { min: format(min) })
    return number > max ? t('field.number.too_large', { max: format(max) }) : undefined
  }
  return [
    {
      validator: async (_, number: number | null | undefined) => {
        const wrong = typeof number === 'number' ? whatIsWrong(number) : undefined
        if (wrong) throw new Error(wrong)
      },
    },
  ]
}

/** No two rows of a list have the same in one field. */
export function onlyOnce<Row>({ t }: Words, list: string, of: (row: Row) => unknown): FieldRules {
  return [
    ({ getFieldValue }) => ({
      validator: (_, value: unknown) => {
        const rows: (Row | undefined)[] = getFieldValue(list) ?? []
        const same = rows.filter((row) => row !== undefined && of(row) === value)
        return value !== undefined && value !== '' && same.length > 1
          ? Promise.reject(new Error(t('field.value.duplicate')))
          : Promise.resolve()
      },
    }),
  ]
}
