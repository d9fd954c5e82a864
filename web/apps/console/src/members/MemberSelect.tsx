// Choosing a member by phone, last four digits, card, number, name or pinyin.

import type { Member } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Select } from 'antd'
import { useState } from 'react'
import { useDebounced } from '@/search/useDebounced'
import { nameOf } from './names'
import { useMember, useMembersLike } from './queries'

const SETTLED_MILLIS = 250

interface MemberSelectProps {
  id?: string
  value?: string | undefined
  onChange?: (memberId: string | undefined) => void
  allowClear?: boolean
}

export function MemberSelect({ value, onChange, allowClear = false, ...rest }: MemberSelectProps) {
  const words = useWords()
  const { t } = words
  const [text, setText] = useState('')
  const q = text.trim()
  const found = useMembersLike(useDebounced(q, SETTLED_MILLIS))
  return (
    <Select
      {...rest}
      allowClear={allowClear}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      value={value ?? null}
      onChange={(memberId: string | null | undefined) => onChange?.(memberId ?? undefined)}
      labelRender={({ value: id, label }) => label ?? <Chosen id={String(id)} />}
      options={found.data?.items.map((one) => ({ value: one.id, label: told(words, one) })) ?? []}
      placeholder={t('member.choose')}
      notFoundContent={q === '' ? null : t('member.none_found')}
      style={{ minWidth: 220, width: '100%' }}
    />
  )
}

/** Somebody who was chosen before, of whom only the id is known. */
function Chosen({ id }: { id: string }) {
  const words = useWords()
  const { data, isError } = useMember(id)
  if (isError) return words.t('member.not_seen')
  return data ? told(words, data) : '…'
}

function told(
  words: Words,
  one: Pick<Member, 'name' | 'state' | 'member_no'> & { phone?: string | null },
): string {
  return [nameOf(words, one), one.member_no, one.phone].filter(Boolean).join(' · ')
}
