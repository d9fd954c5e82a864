// 会员: found by phone, last four digits, card, member number, name, pinyin or initials, at any
// store, or by a field of the brand's own.

import type { MemberFilter, MemberRow, Tier } from '@huitong/api'
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
import { useMemberList, useTiers } from './queries'
import { isSearch, withoutSortOfSearch } from './sort'
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
  const tiers = useTiers().data?.items ?? []
  const filters = [...memberFilters(words, tiers), ...fieldFilters(words, own, search.get('field'))]
  const asked = withoutSortOfSearch(withField(useAsked<MemberFilter>(filters), own))
  const members = useMemberList(asked)
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
        columns={memberColumns(words, time, isSearch(asked))}
        emptyText={t('member.none')}
        emptyHint={t('member.none_hint')}
        emptyAct={enrol}
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

/** Nobody is listed whose particulars are deleted. */
const STATES = ['active', 'frozen', 'closed']

function memberFilters({ t, code }: Words, tiers: readonly Tier[]): FilterField[] {
  return [
    { kind: 'text', name: 'q', label: t('member.search'), hint: t('member.search_hint') },
    { kind: 'store', name: 'store_id', label: t('member.store') },
    {
      kind: 'select',
      name: 'tier_id',
      label: t('word.tier'),
      allText: t('filter.all'),
      options: tiers.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      kind: 'select',
      name: 'state',
      label: t('member.state'),
      allText: t('filter.all'),
      options: STATES.map((value) => ({ value, label: code('member_state', value) })),
    },
    {
      kind: 'dates',
      from: 'enrolled_from',
      to: 'enrolled_to',
      label: t('member.enrolled_at'),
    },
    {
      kind: 'dates',
      from: 'last_order_from',
      to: 'last_order_to',
      label: t('member.last_visit'),
    },
    {
      kind: 'select',
      name: 'has_ordered',
      label: t('member.has_ordered'),
      allText: t('filter.all'),
      options: [
        { value: 'true', label: t('member.ordered_before') },
        { value: 'false', label: t('member.never_ordered') },
      ],
    },
  ]
}
