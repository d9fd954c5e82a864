// 隐私请求: what people ask of their data, the longest waiting first; what is late stands out.

import type { PrivacyRequest, PrivacyRequestFilter } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Link } from 'react-router'
import { MemberName } from '@/members/MemberName'
import { StoreName } from '@/stores/StoreSelect'
import { type StoreTime, useStoreTime } from '@/stores/time'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { StateTag } from '@/ui/StateTag'
import { useAsked } from '@/ui/useAsked'
import { ALL_STATES, type AskedRequests, toFilter } from './asked'
import { DueTag } from './DueTag'
import { usePrivacyRequests } from './queries'
import { REQUEST_TONES } from './stateTone'

export function RequestListScreen() {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const filters = requestFilters(words)
  const filter: PrivacyRequestFilter = toFilter(useAsked<AskedRequests>(filters))
  const requests = usePrivacyRequests(filter)
  return (
    <ListPage name="privacy_requests" title={t('nav.privacy_requests')} filters={filters}>
      <ListTable<PrivacyRequest>
        name="privacy_requests"
        query={requests}
        rowKey={({ id }) => id}
        columns={requestColumns(words, time)}
        emptyText={t('privacy.none')}
        emptyHint={t('privacy.none_hint')}
      />
    </ListPage>
  )
}

function requestFilters({ t, code }: Words): FilterField[] {
  const options = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: code(group, value) }))
  return [
    {
      kind: 'select',
      name: 'state',
      label: t('word.state'),
      // What waits is what one comes for.
      allText: code('request_state', 'open'),
      options: [
        ...options('request_state', ['done', 'refused', 'withdrawn']),
        { value: ALL_STATES, label: t('filter.all') },
      ],
    },
    {
      kind: 'select',
      name: 'kind',
      label: t('privacy.kind'),
      options: options('request_kind', ['export', 'correction', 'erasure']),
    },
    {
      kind: 'select',
      name: 'is_overdue',
      label: t('privacy.due_on'),
      options: [{ value: 'true', label: t('privacy.only_overdue') }],
    },
    {
      kind: 'linked',
      name: 'member_id',
      label: t('privacy.one_member'),
      clearText: t('privacy.any_member'),
    },
  ]
}

function requestColumns({ t, code }: Words, time: StoreTime): ListColumn<PrivacyRequest>[] {
  return [
    {
      key: 'kind',
      title: t('privacy.request'),
      render: (_, { id, kind, received_at, store_id }) => (
        <Link
          to={`/privacy-requests/${id}`}
          aria-label={`${code('request_kind', kind)} ${time(received_at, store_id)}`}
        >
          {code('request_kind', kind)}
        </Link>
      ),
    },
    {
      key: 'member',
      title: t('word.member'),
      onPhone: 'under',
      render: (_, { member_id }) => <MemberName id={member_id} />,
    },
    {
      key: 'due',
      title: t('privacy.due_on'),
      onPhone: 'wide',
      render: (_, request) => (
        <>
          <span className="num">{request.due_on}</span> <DueTag request={request} />
        </>
      ),
    },
    {
      key: 'state',
      title: t('word.state'),
      onPhone: 'beside',
      render: (_, { state }) => (
        <StateTag tone={REQUEST_TONES[state]}>{code('request_state', state)}</StateTag>
      ),
    },
    {
      key: 'received',
      title: t('privacy.received_at'),
      onPhone: 'wide',
      isOptional: true,
      render: (_, { received_at, store_id }) => (
        <span className="num">{time(received_at, store_id)}</span>
      ),
    },
    {
      key: 'origin',
      title: t('privacy.origin'),
      isOptional: true,
      render: (_, { origin }) => code('request_origin', origin),
    },
    {
      key: 'store',
      title: t('word.store'),
      isOptional: true,
      render: (_, { store_id }) => <StoreName id={store_id} />,
    },
  ]
}
