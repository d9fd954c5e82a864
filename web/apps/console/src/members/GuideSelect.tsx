// Choosing the guide who looks after a member: colleagues at work, guides first.

import type { Staff } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useColleagues } from './queries'

interface GuideSelectProps {
  id?: string
  value?: string | null | undefined
  onChange?: (staffId: string | undefined) => void
}

export function GuideSelect({ value, ...rest }: GuideSelectProps) {
  const { t, code } = useWords()
  const options = [...useColleagues().values()]
    .filter(({ is_active, id }) => is_active || id === value)
    .sort((a, b) => place(a) - place(b))
    .map(({ id, name, role }) => ({ value: id, label: `${name} · ${code('role', role)}` }))
  return (
    <Select
      {...rest}
      value={value ?? null}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      placeholder={t('member.no_guide')}
    />
  )
}

function place({ role }: Staff): number {
  return role === 'guide' ? 0 : 1
}
