// How far a replay is, and the way to stop it.

import type { OfferReplaySummary } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { App, Button, Flex, Progress } from 'antd'
import { useStop } from '@/jobs/queries'
import { useMay } from '@/session/context'
import { percentDone } from '@/ui/percent'
import { sayError } from '@/ui/problems'
import { StateTag } from '@/ui/StateTag'
import { isRunning, TONES } from './standing'

export function Far({ replay }: { replay: OfferReplaySummary }) {
  const words = useWords()
  const { t, code } = words
  const { message } = App.useApp()
  const may = useMay()
  const stop = useStop()
  const { state, done, total, job_id } = replay
  const percent = percentDone(done, total)
  if (!isRunning(replay)) return <StateTag tone={TONES[state]}>{code('job_state', state)}</StateTag>
  return (
    <Flex gap={12} align="center" wrap style={{ minWidth: 200 }}>
      <StateTag tone={TONES[state]}>
        {stop.isSuccess ? t('jobs.stopping') : code('job_state', state)}
      </StateTag>
      <Progress
        aria-label={t('replay.progress')}
        style={{ flex: '1 1 120px', margin: 0 }}
        percent={percent ?? 0}
        showInfo={percent !== undefined}
        status="active"
        size="small"
      />
      {total > 0 && (
        <span className="num quiet">
          {t('replay.done_of', { done: formatCount(done), total: formatCount(total) })}
        </span>
      )}
      {may('jobs.read') && (
        <Button
          size="small"
          danger
          disabled={stop.isSuccess}
          loading={stop.isPending}
          onClick={() =>
            stop.mutate(job_id, { onError: (error) => void message.error(sayError(words, error)) })
          }
        >
          {t('replay.stop')}
        </Button>
      )}
    </Flex>
  )
}
