// Choosing several members, one found after the other.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useState } from 'react'
import { nameOf } from '@/members/names'
import { useMembersLike } from '@/members/queries'
import { useDebounced } from '@/search/useDebounced'

const SETTLED_MILLIS = 250

interface MembersSelectProps {
  id?: string
  value?: string[]
  onChange?: (members: string[]) => void
}

export function MembersSelect({ id, value = [], onChange }: MembersSelectProps) {
  const words = useWords()
  const { t } = words
  const [text, setText] = useState('')
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map())
  const found = useMembersLike(useDebounced(text.trim(), SETTLED_MILLIS))
  const options = (found.data?.items ?? []).map((one) => ({
    value: one.id,
    label: [nameOf(words, one), one.member_no, one.phone].filter(Boolean).join(' · '),
  }))
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      value={value}
      options={options}
      labelRender={({ value: member, label }) => label ?? known.get(String(member)) ?? '…'}
      placeholder={t('issue.members_pick')}
      notFoundContent={text.trim() === '' ? null : t('member.none_found')}
      onChange={(members: string[]) => {
        setKnown(new Map([...known, ...options.map((one) => [one.value, one.label] as const)]))
        setText('')
        onChange?.(members)
      }}
    />
  )
}
