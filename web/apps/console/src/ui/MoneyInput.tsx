// Yuan typed by a person, 分 in the form: no float in between. What is typed and no amount stays to
// be seen and is `NaN` in the form, which its rules refuse: it must not pass for an empty field.

import { formatMoney, parseMoney } from '@huitong/words'
import { Input } from 'antd'
import { useState } from 'react'

interface MoneyInputProps {
  id?: string
  value?: number | null | undefined
  onChange?: (fen: number | undefined) => void
  placeholder?: string
  autoFocus?: boolean
}

export function MoneyInput({ value, onChange, ...rest }: MoneyInputProps) {
  const [text, setText] = useState(textOf(value))
  // The form may change the amount from outside, such as by a rung of the ladder, or empty it.
  const shown = Object.is(fenOf(text), value ?? undefined) ? text : textOf(value)
  const isWrong = Number.isNaN(value)
  return (
    <Input
      {...rest}
      {...(isWrong ? { status: 'error' as const, 'aria-invalid': true } : {})}
      className="num"
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      onChange={({ target }) => {
        setText(target.value)
        onChange?.(fenOf(target.value))
      }}
      onBlur={() => {
        const fen = parseMoney(shown)
        if (fen !== undefined) setText(formatMoney(fen))
      }}
    />
  )
}

/** Nothing for an empty field, `NaN` for what is no amount. */
function fenOf(text: string): number | undefined {
  return text.trim() === '' ? undefined : (parseMoney(text) ?? Number.NaN)
}

function textOf(value: number | null | undefined): string {
  return value === undefined || value === null || Number.isNaN(value) ? '' : formatMoney(value)
}
