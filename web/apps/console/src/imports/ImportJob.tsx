// One import as it goes on: progress, control totals at the end, and the rows that were refused.

import type { Job } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, App, Button, Card, Descriptions, Flex, Progress } from 'antd'
import { Count, Money } from '@/ui/Amount'
import { sayError } from '@/ui/problems'
import { StateTag, type Tone } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { aboutImport, controlTotals, isOver, percentOf } from './job'
import { useCancelJob, useJob } from './queries'
import { Rejects } from './Rejects'

const TONES: Record<Job['state'], Tone> = {
  queued: 'plain',
  running: 'busy',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'warn',
}

export function JobState({ job }: { job: Job }) {
  const { code } = useWords()
  return <StateTag tone={TONES[job.state]}>{code('job', job.state)}</StateTag>
}

export function ImportJob({ jobId }: { jobId: string }) {
  const { t } = useWords()
  const job = useJob(jobId)
  return (
    <Card size="small" title={t('import.job')} aria-live="polite">
      <Answered query={job}>
        {(known) => (
          <Flex vertical gap={16}>
            <JobProgress job={known} />
            {known.error && <Alert type="error" showIcon title={known.error} />}
            {aboutImport(known.result).isDryRun && (
              <Alert type="info" showIcon title={t('import.dry_run_done')} />
            )}
            <ControlTotals job={known} />
            {isOver(known) && <Rejects job={known} />}
          </Flex>
        )}
      </Answered>
    </Card>
  )
}

function JobProgress({ job }: { job: Job }) {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const cancel = useCancelJob(job.id)
  const percent = percentOf(job)
  return (
    <Flex gap={16} align="center" wrap>
      <JobState job={job} />
      <Progress
        aria-label={t('import.progress')}
        style={{ flex: '1 1 200px', margin: 0 }}
        percent={percent ?? 0}
        status={
          job.state === 'failed' ? 'exception' : job.state === 'running' ? 'active' : 'normal'
        }
      />
      <span className="num quiet">
        {job.total > 0
          ? t('import.done_of', { done: formatCount(job.done), total: formatCount(job.total) })
          : formatCount(job.done)}
      </span>
      {!isOver(job) && (
        <Button
          danger
          disabled={job.is_cancel_asked}
          loading={cancel.isPending}
          onClick={() =>
            cancel.mutate(undefined, {
              onError: (error) => message.error(sayError(words, error)),
            })
          }
        >
          {t('import.cancel')}
        </Button>
      )}
    </Flex>
  )
}

function ControlTotals({ job }: { job: Job }) {
  const { t, code } = useWords()
  const totals = controlTotals(job.result)
  if (totals.length === 0) return null
  return (
    <Descriptions
      size="small"
      bordered
      title={t('import.totals')}
      column={{ xs: 1, sm: 2, lg: 4 }}
      items={totals.map(({ name, count, isMoney }) => ({
        key: name,
        label: code('import_total', name),
        children: isMoney ? <Money fen={count} /> : <Count count={count} />,
      }))}
    />
  )
}
