// What can be done with ticked members: two of them compared for a merge, all of them frozen.

import type { MemberRow } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useNavigate } from 'react-router'
import { useMay } from '@/session/context'
import type { BulkAct } from '@/ui/BulkBar'
import { freezeMember } from './acts'

export function useMemberBulk(): BulkAct<MemberRow>[] {
  const { t } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const merge: BulkAct<MemberRow> = {
    key: 'merge',
    text: t('merge.start'),
    // The page for it asks for who is missing; more than two are merged one after the other.
    open: ([survivor, absorbed]) => {
      const ids = { survivor_id: survivor?.id ?? '', absorbed_id: absorbed?.id ?? '' }
      void navigate(`/merges/new?${new URLSearchParams(ids)}`)
    },
  }
  const freeze: BulkAct<MemberRow> = {
    key: 'freeze',
    text: t('member.freeze'),
    isDanger: true,
    needsReason: true,
    each: ({ id }, { key, reason }) => freezeMember(id, { reason }, key),
  }
  return [...(may('members.merge') ? [merge] : []), ...(may('members.freeze') ? [freeze] : [])]
}
