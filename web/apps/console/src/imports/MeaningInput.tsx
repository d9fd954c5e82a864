// A value of a field in our words: chosen where there are only so many, typed otherwise.

import type { ImportKind } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Input, Select } from 'antd'
import { useTiers } from '@/members/queries'
import { TOP_UP_TENDERS } from '@/orders/tenders'
import { useStores } from '@/stores/queries'
import type { Choice } from '@/ui/filters'

interface MeaningInputProps {
  kind: ImportKind
  field: string | undefined
  label: string
  id?: string
  value?: string | undefined
  onChange?: (value: string | undefined) => void
}

export function MeaningInput({ kind, field, label, ...rest }: MeaningInputProps) {
  const choices = useChoices(kind, field)
  if (choices) {
    return (
      <Select
        {...rest}
        aria-label={label}
        placeholder={label}
        showSearch={{ optionFilterProp: 'label' }}
        options={choices}
      />
    )
  }
  const { onChange, ...input } = rest
  return (
    <Input
      {...input}
      aria-label={label}
      placeholder={label}
      maxLength={200}
      autoComplete="off"
      onChange={({ target }) => onChange?.(target.value)}
    />
  )
}

/** The server's own words for the values of a field, if there are only so many. */
function useChoices(kind: ImportKind, field: string | undefined): Choice[] | undefined {
  const words = useWords()
  const stores = useStores()
  const tiers = useTiers()
  if (field === 'store') {
    return [...stores.values()].map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))
  }
  if (field === 'level') {
    return (tiers.data?.items ?? []).map(({ name }) => ({ value: name, label: name }))
  }
  return FIXED[field ?? '']?.(words, kind)
}

const FIXED: Partial<Record<string, (words: Words, kind: ImportKind) => Choice[]>> = {
  gender: ({ code }) =>
    ['male', 'female', 'unknown'].map((value) => ({ value, label: code('gender', value) })),
  tender: ({ code }) => TOP_UP_TENDERS.map((value) => ({ value, label: code('tender', value) })),
  keeps_stock: ({ t }) => [
    { value: 'yes', label: t('filter.yes') },
    { value: 'no', label: t('filter.no') },
  ],
  state: ({ t }, kind) =>
    kind === 'orders'
      ? [
          { value: '0', label: t('import_order_word.done') },
          { value: '1', label: t('import_order_word.voided') },
        ]
      : [
          { value: 'active', label: t('import_state_word.active') },
          { value: 'closed', label: t('import_state_word.closed') },
        ],
}
