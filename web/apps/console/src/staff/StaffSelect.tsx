// Choosing somebody by name: who works here, or for what is past also who did.

import type { Staff } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useEverybody } from './queries'
import { StaffName } from './StaffName'

interface StaffSelectProps {
  id?: string
  value?: string | null | undefined
  onChange?: (staffId: string | undefined) => void
  /** Shown while nobody is chosen. */
  placeholder?: string
  /** Whose people stand first. */
  firstRole?: Staff['role']
  /** Also who does not work here any more. */
  withFormer?: boolean
}

export function StaffSelect({ value, firstRole, withFormer, ...rest }: StaffSelectProps) {
  const { t, code } = useWords()
  const place = ({ role }: Staff) => (role === firstRole ? 0 : 1)
  const options = [...useEverybody().values()]
    .filter(({ is_active, id }) => is_active || withFormer || id === value)
    .sort((a, b) => place(a) - place(b))
    .map(({ id, name, role }) => ({ value: id, label: `${name} · ${code('role', role)}` }))
  return (
    <Select
      placeholder={t('staff.choose')}
      {...rest}
      value={value ?? null}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      labelRender={({ value: id, label }) => label ?? <StaffName id={String(id)} isPlain />}
      style={{ minWidth: 160 }}
    />
  )
}
