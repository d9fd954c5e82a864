// Yuan typed by a person, 分 in the form: no float in between.

import { formatMoney, parseMoney } from '@huitong/words'
import { Input } from 'antd'
import { useState } from 'react'

interface MoneyInputProps {
  id?: string
  value?: number | undefined
  onChange?: (fen: number | undefined) => void
  placeholder?: string
  autoFocus?: boolean
}

export function MoneyInput({ value, onChange, ...rest }: MoneyInputProps) {
  const [text, setText] = useState(value === undefined ? '' : formatMoney(value))
  // The form may change the amount from outside, such as by a rung of the ladder, or empty it.
  // What is typed and no amount is none in the form too, and stays.
  const isAsTyped = parseMoney(text) === value
  const shown = isAsTyped ? text : value === undefined ? '' : formatMoney(value)
  return (
    <Input
      {...rest}
      className="num"
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      onChange={({ target }) => {
        setText(target.value)
        onChange?.(parseMoney(target.value))
      }}
      onBlur={() => {
        const fen = parseMoney(text)
        if (fen !== undefined) setText(formatMoney(fen))
      }}
    />
  )
}
