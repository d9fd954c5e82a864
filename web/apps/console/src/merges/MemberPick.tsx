// Choosing a member by phone, card, number, name or pinyin.

import { useWords, type Words } from '@huitong/words/react'
import { Select } from 'antd'
import { useState } from 'react'
import { useMember } from '@/members/queries'
import { useDebounced } from '@/search/useDebounced'
import { useMembersLike } from './queries'

const SETTLED_MILLIS = 250

interface MemberPickProps {
  id: string
  /** Empty while nobody is chosen. */
  value: string
  onChange: (memberId: string) => void
}

export function MemberPick({ id, value, onChange }: MemberPickProps) {
  const words = useWords()
  const { t } = words
  const [typed, setTyped] = useState('')
  const found = useMembersLike(useDebounced(typed.trim(), SETTLED_MILLIS))
  return (
    <Select
      id={id}
      allowClear
      value={value === '' ? null : value}
      placeholder={t('member.search_hint')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      notFoundContent={typed.trim() === '' ? t('member.search_hint') : t('member.none_found')}
      onChange={(next: string | null | undefined) => onChange(next ?? '')}
      options={found.data?.items.map((one) => ({ value: one.id, label: nameOf(words, one) })) ?? []}
      labelRender={() => <Chosen id={value} />}
      style={{ width: '100%' }}
    />
  )
}

/** Whom the address names is not among what was found. */
function Chosen({ id }: { id: string }) {
  const words = useWords()
  const { data } = useMember(id)
  return data ? nameOf(words, data) : '…'
}

function nameOf(
  { t }: Pick<Words, 't'>,
  one: { name: string; member_no: string; phone: string | null },
): string {
  return [one.name || t('member.nameless'), one.member_no, one.phone].filter(Boolean).join(' · ')
}
