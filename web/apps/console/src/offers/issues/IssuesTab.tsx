// 发放记录: to whom coupons were given in bulk, why, and how far it is.

import type { CouponIssue } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { App, Button, Flex, Progress } from 'antd'
import { useStop } from '@/jobs/queries'
import { ofJob } from '@/jobs/standing'
import { WentWrong } from '@/jobs/WentWrong'
import { useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { sayError } from '@/ui/problems'
import { StateTag } from '@/ui/StateTag'
import { useIssueJob, useIssues } from '../queries'
import { useIssuedAnew } from './useIssuedAnew'

export function IssuesTab({ offerId }: { offerId: string }) {
  const { t } = useWords()
  const time = useStoreTime()
  const issues = useIssues(offerId)
  return (
    <GrowingTable<CouponIssue>
      list={issues}
      rowKey={({ id }) => id}
      emptyText={t('issue.none')}
      columns={[
        {
          key: 'at',
          title: t('word.time'),
          render: (_, { created_at }) => <span className="num">{time(created_at)}</span>,
        },
        {
          key: 'to',
          title: t('issue.to'),
          render: (_, { to }) => <Whom to={to} />,
        },
        { key: 'reason', title: t('word.reason'), dataIndex: 'reason' },
        {
          key: 'by',
          title: t('word.by'),
          render: (_, { created_by }) =>
            created_by ? <StaffName id={created_by} /> : t('offer.by_system'),
        },
        { key: 'far', title: t('issue.progress'), render: (_, issue) => <Far issue={issue} /> },
      ]}
    />
  )
}

function Whom({ to: { kind, named } }: Pick<CouponIssue, 'to'>) {
  const { t } = useWords()
  const count = formatCount(named)
  switch (kind) {
    case 'tiers':
    case 'stores':
    case 'listed':
      return t(`issue.to_named_${kind}`, { count })
    default:
      return t('issue.to_all')
  }
}

function Far({ issue }: { issue: CouponIssue }) {
  const words = useWords()
  const { t, code } = words
  const may = useMay()
  const { message } = App.useApp()
  const job = useIssueJob(issue.job_id)
  useIssuedAnew(issue, job.data)
  const stop = useStop()
  const work = job.data && ofJob(job.data)
  return (
    <Flex vertical gap={4} style={{ minWidth: 200 }}>
      <Flex gap={8} align="center">
        <span className="num">{t('issue.issued', { count: formatCount(issue.issued) })}</span>
        {work && (
          <StateTag tone={work.tone}>
            {work.isStopping ? t('jobs.stopping') : code(work.state.group, work.state.code)}
          </StateTag>
        )}
        {work?.isRunning && may('offers.write') && (
          <Button
            size="small"
            danger
            disabled={work.isStopping}
            loading={stop.isPending}
            onClick={() =>
              stop.mutate(issue.job_id, {
                onError: (error) => void message.error(sayError(words, error)),
              })
            }
          >
            {t('issue.stop')}
          </Button>
        )}
      </Flex>
      {work?.isRunning && (
        <Progress
          aria-label={t('issue.progress')}
          percent={work.percent ?? 0}
          showInfo={work.percent !== undefined}
          status="active"
          size="small"
        />
      )}
      {work?.error && <WentWrong detail={work.error} />}
    </Flex>
  )
}
