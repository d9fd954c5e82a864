// Choosing one of the fields that a kind of file takes.

import type { ImportKind } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { fieldWord } from './fields'

interface FieldSelectProps {
  kind: ImportKind
  fields: readonly string[]
  /** Fields that something else stands for already. */
  taken?: ReadonlySet<string>
  label: string
  placeholder: string
  allowClear?: boolean
  id?: string
  value?: string | null | undefined
  onChange?: (field: string | undefined) => void
}

export function FieldSelect({ kind, fields, taken, label, value, ...rest }: FieldSelectProps) {
  const words = useWords()
  return (
    <Select
      {...rest}
      value={value ?? undefined}
      aria-label={label}
      showSearch={{ optionFilterProp: 'label' }}
      options={fields.map((field) => ({
        value: field,
        label: fieldWord(words, kind, field) ?? field,
        disabled: field !== value && (taken?.has(field) ?? false),
      }))}
    />
  )
}
