// Choosing who took the money, by name.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useColleagues } from '@/members/queries'

interface CashierSelectProps {
  id?: string
  value?: string | undefined
  onChange?: (staffId: string | undefined) => void
}

export function CashierSelect({ value, ...rest }: CashierSelectProps) {
  const { t, code } = useWords()
  const options = [...useColleagues().values()].map(({ id, name, role }) => ({
    value: id,
    label: `${name} · ${code('role', role)}`,
  }))
  return (
    <Select
      {...rest}
      value={value ?? null}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      placeholder={t('filter.all')}
      style={{ minWidth: 160 }}
    />
  )
}
