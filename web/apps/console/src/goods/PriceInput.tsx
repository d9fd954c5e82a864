// A price as text in a form: what is no price stays to be seen and is told, and is not taken for
// an empty field.

import { formatMoney } from '@huitong/words'
import type { Words } from '@huitong/words/react'
import { Input } from 'antd'
import type { Rule } from 'antd/es/form'
import { priceOf } from './sku'

interface PriceInputProps {
  id?: string
  value?: string
  onChange?: (text: string) => void
  placeholder?: string
}

export function PriceInput({ value = '', onChange, ...rest }: PriceInputProps) {
  return (
    <Input
      {...rest}
      className="num"
      inputMode="decimal"
      autoComplete="off"
      value={value}
      onChange={({ target }) => onChange?.(target.value)}
      onBlur={() => {
        const fen = priceOf(value)
        if (fen !== undefined) onChange?.(formatMoney(fen))
      }}
    />
  )
}

/** The list price must be there. */
export function listPriceRules({ t }: Words): Rule[] {
  return [
    {
      validator: async (_, text = '') => {
        if (priceOf(text) === undefined) throw new Error(t('form.amount_required'))
      },
    },
  ]
}

/** The member price may be missing, and is never above the list price, which `listPrice` names. */
export function memberPriceRules({ t }: Words, listPrice: (string | number)[]): Rule[] {
  return [
    ({ getFieldValue }) => ({
      validator: async (_, text = '') => {
        const member = priceOf(text)
        if (text.trim() !== '' && member === undefined) throw new Error(t('form.amount_required'))
        const list = priceOf(getFieldValue(listPrice) ?? '')
        if (member !== undefined && list !== undefined && member > list) {
          throw new Error(t('price.member_above_list'))
        }
      },
    }),
  ]
}

/** The cost price may be missing, and may be above any other: things are sold off. */
export function costPriceRules({ t }: Words): Rule[] {
  return [
    {
      validator: async (_, text = '') => {
        const isWrong = text.trim() !== '' && priceOf(text) === undefined
        if (isWrong) throw new Error(t('form.amount_required'))
      },
    },
  ]
}
