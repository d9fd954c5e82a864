// Choosing a member by phone, last four digits, card, number or name.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useState } from 'react'
import { useMember, useMemberList } from '@/members/queries'
import { useDebounced } from '@/search/useDebounced'

interface MemberSelectProps {
  id?: string
  value?: string | undefined
  onChange?: (memberId: string | undefined) => void
  allowClear?: boolean
}

export function MemberSelect({ value, onChange, allowClear = false, ...rest }: MemberSelectProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const q = useDebounced(text.trim(), 250)
  const found = useMemberList({ q, limit: 10 })
  const options = (q === '' ? [] : (found.data?.items ?? [])).map((member) => ({
    value: member.id,
    label: `${member.name || t('member.nameless')} ${member.phone ?? member.member_no}`,
  }))
  return (
    <Select
      {...rest}
      allowClear={allowClear}
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value ?? null}
      onChange={(memberId: string | null | undefined) => onChange?.(memberId ?? undefined)}
      labelRender={({ value: id, label }) => label ?? <Chosen id={String(id)} />}
      options={options}
      placeholder={t('member.choose')}
      notFoundContent={q === '' ? null : t('member.none_found')}
      style={{ minWidth: 220 }}
    />
  )
}

/** Somebody who was chosen before, of whom only the id is known. */
function Chosen({ id }: { id: string }) {
  const { t } = useWords()
  const { data } = useMember(id)
  return data ? `${data.name || t('member.nameless')} ${data.member_no}` : '…'
}
