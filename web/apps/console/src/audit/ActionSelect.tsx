// Choosing what was done: an act by its name, or everything of an area.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { ACTION_GROUPS } from './actions'

interface ActionSelectProps {
  id?: string
  value?: string | undefined
  onChange?: (action: string | undefined) => void
}

export function ActionSelect({ value, ...rest }: ActionSelectProps) {
  const { t, code } = useWords()
  const options = ACTION_GROUPS.map(({ area, all, actions }) => ({
    label: t(`audit_area.${area}`),
    options: [
      ...(all
        ? [{ value: all, label: t('audit.whole_area', { area: t(`audit_area.${area}`) }) }]
        : []),
      ...actions.map((action) => ({ value: action, label: code('audit_action', action) })),
    ],
  }))
  return (
    <Select
      {...rest}
      value={value ?? null}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      placeholder={t('filter.all')}
      popupMatchSelectWidth={false}
      style={{ minWidth: 180 }}
    />
  )
}
