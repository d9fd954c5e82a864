// The report of one replay: how far it is while it runs, then what the offer would have done.

import type { OfferReplay } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Card, Flex, Skeleton } from 'antd'
import { Navigate, useParams } from 'react-router'
import { WentWrong } from '@/jobs/WentWrong'
import { useIssueJob } from '@/offers/queries'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import { DetailPage } from '@/ui/DetailPage'
import { Answered, NotFound } from '@/ui/states'
import { OfferName } from '../OfferName'
import { Says } from '../Says'
import { Far } from './Far'
import { useReplay } from './queries'
import { Report } from './Report'
import { isRunning } from './standing'
import { Where } from './Where'
import '../offers.css'
import './replay.css'

export function ReplayScreen() {
  const { offerId, replayId = '' } = useParams()
  const replay = useReplay(replayId)
  return (
    <Answered query={replay}>
      {(known) => {
        // Whoever comes from its job knows nothing of the offer yet.
        const path = `/offers/${known.offer_id}/replays/${replayId}`
        if (offerId === undefined) return <Navigate to={path} replace />
        // A report belongs to its offer; under the address of another it is not there.
        return known.offer_id === offerId ? <ReplayPage replay={known} /> : <NotFound />
      }}
    </Answered>
  )
}

function ReplayPage({ replay }: { replay: OfferReplay }) {
  const { t } = useWords()
  const time = useStoreTime()
  const { offer_id, from, to, is_draft, created_at, created_by, finished_at, terms } = replay
  return (
    <DetailPage
      title={t('replay.title')}
      beside={
        <>
          <OfferName id={offer_id} />
          {!isRunning(replay) && <Far replay={replay} />}
        </>
      }
      summary={[
        { key: 'days', label: t('replay.days'), children: t('offer.from_to', { from, to }) },
        { key: 'place', label: t('replay.place'), children: <Where replay={replay} /> },
        {
          key: 'what',
          label: t('replay.what'),
          children: t(is_draft ? 'replay.draft' : 'replay.held'),
        },
        { key: 'at', label: t('replay.begun_at'), children: time(created_at) },
        { key: 'by', label: t('word.by'), children: <StaffName id={created_by} /> },
        finished_at != null && {
          key: 'end',
          label: t('replay.finished_at'),
          children: time(finished_at),
        },
      ]}
    >
      <Outcome replay={replay} />
      <Card size="small" title={t('replay.says')}>
        <Says terms={terms} />
      </Card>
    </DetailPage>
  )
}

function Outcome({ replay }: { replay: OfferReplay }) {
  const { t } = useWords()
  const { state, result } = replay
  if (result) return <Report replay={replay} result={result} />
  if (isRunning(replay)) {
    return (
      <Card size="small" aria-busy="true" title={t('replay.running')}>
        <Flex vertical gap={16}>
          <div aria-live="polite">
            <Far replay={replay} />
          </div>
          <span className="quiet">{t('replay.running_hint')}</span>
          <Skeleton active paragraph={{ rows: 4 }} />
        </Flex>
      </Card>
    )
  }
  if (state === 'cancelled') return <Alert type="info" showIcon title={t('replay.cancelled')} />
  return (
    <Alert type="error" showIcon title={t('replay.failed')} description={<Why of={replay} />} />
  )
}

function Why({ of: { job_id } }: { of: OfferReplay }) {
  const { t } = useWords()
  const job = useIssueJob(job_id)
  return job.data?.error ? <WentWrong detail={job.data.error} /> : t('replay.failed_hint')
}
