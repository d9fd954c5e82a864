// 会员: found by phone, last four digits, card, member number, name, pinyin or initials, at any
// store, or by a field of the brand's own.

import type { MemberFilter, MemberRow } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { ExportButton } from '@/exports/ExportButton'
import { useMay } from '@/session/context'
import { useStoreTime } from '@/stores/time'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { ListTable } from '@/ui/ListTable'
import { useAsked } from '@/ui/useAsked'
import { EnrolMember } from './EnrolMember'
import { useMemberFields } from './fields/queries'
import { fieldFilters, searchableOf, withField } from './fields/searchable'
import { memberColumns } from './memberColumns'
import { nameOf } from './names'
import { useMemberList } from './queries'
import { useMemberBulk } from './useMemberBulk'

export function MemberListScreen() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const time = useStoreTime()
  const navigate = useNavigate()
  const bulk = useMemberBulk()
  const [search] = useSearchParams()
  const [isEnrolling, setEnrolling] = useState(false)
  const own = searchableOf(useMemberFields().data?.items ?? [])
  const filters = [...memberFilters(words), ...fieldFilters(words, own, search.get('field'))]
  const members = useMemberList(withField(useAsked<MemberFilter>(filters), own))
  const enrol = may('members.write') && (
    <Button type="primary" onClick={() => setEnrolling(true)}>
      {t('member.enrol')}
    </Button>
  )
  return (
    <ListPage name="members" title={t('nav.members')} acts={enrol} filters={filters}>
      <ListTable<MemberRow>
        name="members"
        query={members}
        rowKey={({ id }) => id}
        rowName={(member) => `${nameOf(words, member)} ${member.member_no}`}
        columns={memberColumns(words, time)}
        emptyText={t('member.none_found')}
        bulk={bulk}
        exportAct={<ExportButton subject="members" />}
      />
      {isEnrolling && (
        <EnrolMember
          close={() => setEnrolling(false)}
          enrolled={(memberId) => navigate(`/members/${memberId}`)}
        />
      )}
    </ListPage>
  )
}

function memberFilters({ t }: Words): FilterField[] {
  return [
    { kind: 'text', name: 'q', label: t('member.search'), hint: t('member.search_hint') },
    { kind: 'store', name: 'store_id', label: t('member.store') },
  ]
}
