// The control for a field of the brand's own, by what it holds.

import type { MemberField } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Input, InputNumber, Select } from 'antd'
import { DateInput } from '@/ui/DateInput'
import { type FieldValue, labelOf } from './values'

interface FieldInputProps {
  field: MemberField
  id?: string
  value?: FieldValue | undefined
  onChange?: (value: FieldValue | undefined) => void
}

const LONG_TEXT = 60

export function FieldInput({ field, id, value, onChange }: FieldInputProps) {
  const { t, lang } = useWords()
  const named = id === undefined ? {} : { id }
  const change = (next: FieldValue | null | undefined) => onChange?.(next ?? undefined)
  switch (field.kind) {
    case 'text': {
      const text = { ...named, value: asText(value), maxLength: field.most ?? undefined }
      return (field.most ?? LONG_TEXT + 1) > LONG_TEXT && !field.is_searchable ? (
        <Input.TextArea
          {...text}
          autoSize={{ maxRows: 6 }}
          onChange={(e) => change(e.target.value)}
        />
      ) : (
        <Input {...text} onChange={(e) => change(e.target.value)} />
      )
    }
    case 'number':
      return (
        <InputNumber
          {...named}
          precision={0}
          style={{ width: '100%' }}
          value={typeof value === 'number' ? value : null}
          onChange={change}
        />
      )
    case 'date':
      return <DateInput {...named} value={asText(value)} onChange={change} />
    case 'flag':
      return (
        <Select
          {...named}
          allowClear
          value={typeof value === 'boolean' ? value : null}
          onChange={change}
          options={[
            { value: true, label: t('word.yes') },
            { value: false, label: t('word.no') },
          ]}
        />
      )
    case 'choice':
      return (
        <Select
          {...named}
          allowClear
          value={asText(value) ?? null}
          onChange={change}
          options={offered(field, value === undefined ? [] : [String(value)], lang)}
        />
      )
    case 'choices': {
      const keys = Array.isArray(value) ? value : []
      return (
        <Select
          {...named}
          mode="multiple"
          allowClear
          value={keys}
          onChange={change}
          options={offered(field, keys, lang)}
        />
      )
    }
  }
}

function asText(value: FieldValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A retired choice is offered to whoever has it. */
function offered({ choices }: MemberField, has: readonly string[], lang: 'zh' | 'en') {
  return choices
    .filter(({ key, is_retired }) => !is_retired || has.includes(key))
    .map((choice) => ({ value: choice.key, label: labelOf(choice, lang) }))
}
