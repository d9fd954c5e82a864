// One request about personal data: what is wanted, until when, what became of it.

import type { PrivacyRequest } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useParams } from 'react-router'
import { MemberName } from '@/members/MemberName'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { DetailPage } from '@/ui/DetailPage'
import { StateTag } from '@/ui/StateTag'
import type { SummaryItems } from '@/ui/Summary'
import { Answered } from '@/ui/states'
import { DueTag } from './DueTag'
import { isErasing } from './due'
import { PersonalData } from './PersonalData'
import { usePrivacyRequest } from './queries'
import { RequestActs } from './RequestActs'
import { REQUEST_TONES } from './stateTone'

export function RequestScreen() {
  const { requestId = '' } = useParams()
  const request = usePrivacyRequest(requestId)
  return <Answered query={request}>{(known) => <RequestPage request={known} />}</Answered>
}

function RequestPage({ request }: { request: PrivacyRequest }) {
  const { t, code } = useWords()
  const kind = code('request_kind', request.kind)
  return (
    <DetailPage
      title={t('privacy.title', { kind })}
      beside={
        <>
          {!isErasing(request) && (
            <StateTag tone={REQUEST_TONES[request.state]}>
              {code('request_state', request.state)}
            </StateTag>
          )}
          <DueTag request={request} />
        </>
      }
      acts={<RequestActs request={request} />}
      summary={useFacts(request)}
    >
      {request.kind === 'export' && request.state === 'done' && <PersonalData request={request} />}
    </DetailPage>
  )
}

function useFacts(request: PrivacyRequest): SummaryItems {
  const { t, code } = useWords()
  const time = useStoreTime()
  const moment = (at: string | null, by: string | null) =>
    at && (
      <span>
        <span className="num">{time(at, request.store_id)}</span> <StaffName id={by} />
      </span>
    )
  return [
    { key: 'member', label: t('word.member'), children: <MemberName id={request.member_id} /> },
    {
      key: 'received',
      label: t('privacy.received_at'),
      children: moment(request.received_at, request.received_by),
    },
    {
      key: 'due',
      label: t('privacy.due_on'),
      children: <span className="num">{request.due_on}</span>,
    },
    {
      key: 'origin',
      label: t('privacy.origin'),
      children: code('request_origin', request.origin),
    },
    request.store_id !== null && {
      key: 'store',
      label: t('word.store'),
      children: <StoreName id={request.store_id} />,
    },
    { key: 'wish', label: t('privacy.wish'), children: request.wish, isWide: true },
    request.approved_at !== null && {
      key: 'approved',
      label: t('privacy.approved_at'),
      children: moment(request.approved_at, request.approved_by),
    },
    request.handled_at !== null && {
      key: 'handled',
      label: t('privacy.handled_at'),
      children: moment(request.handled_at, request.handled_by),
    },
    request.swept_at !== null && {
      key: 'swept',
      label: t('privacy.swept_at'),
      children: <span className="num">{time(request.swept_at)}</span>,
    },
    request.answer !== null && {
      key: 'answer',
      label: t('privacy.answer'),
      children: request.answer,
      isWide: true,
    },
  ]
}
