// Choosing somebody by name.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useEverybody } from '@/staff/queries'

interface StaffSelectProps {
  id?: string
  value?: string
  onChange?: (staffId: string | undefined) => void
}

/** Only who still works here. */
export function StaffSelect(props: StaffSelectProps) {
  const { t, code } = useWords()
  const options = [...useEverybody().values()]
    .filter(({ is_active }) => is_active)
    .map(({ id, name, role }) => ({ value: id, label: `${name} (${code('role', role)})` }))
  return (
    <Select
      {...props}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('staff.choose')}
      options={options}
    />
  )
}
