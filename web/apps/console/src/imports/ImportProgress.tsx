// One import as it goes on: progress, control totals at the end, and the rows that were refused.

import type { Import } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, App, Button, Card, Descriptions, Flex, Progress } from 'antd'
import { Count, Money } from '@/ui/Amount'
import { sayError } from '@/ui/problems'
import { StateTag, type Tone } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { controlTotals, isOver, percentOf } from './progress'
import { useCancelImport, useImport } from './queries'
import { Rejects } from './Rejects'

const TONES: Record<Import['state'], Tone> = {
  waiting: 'plain',
  checking: 'busy',
  checked: 'good',
  running: 'busy',
  done: 'good',
  undoing: 'busy',
  undone: 'warn',
  stopped: 'bad',
}

export function ImportStateTag({ of }: { of: Import }) {
  const { code } = useWords()
  return <StateTag tone={TONES[of.state]}>{code('import_state', of.state)}</StateTag>
}

export function ImportProgress({ importId }: { importId: string }) {
  const { t } = useWords()
  const found = useImport(importId)
  return (
    <Card size="small" title={t('import.job')} aria-live="polite">
      <Answered query={found}>
        {(known) => (
          <Flex vertical gap={16}>
            <Bar of={known} />
            {known.job?.error && <Alert type="error" showIcon title={known.job.error} />}
            {known.state === 'checked' && (
              <Alert type="info" showIcon title={t('import.dry_run_done')} />
            )}
            <ControlTotals of={known} />
            {isOver(known) && <Rejects of={known} />}
          </Flex>
        )}
      </Answered>
    </Card>
  )
}

function Bar({ of }: { of: Import }) {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const cancel = useCancelImport(of.id)
  const percent = percentOf(of)
  return (
    <Flex gap={16} align="center" wrap>
      <ImportStateTag of={of} />
      <Progress
        aria-label={t('import.progress')}
        style={{ flex: '1 1 200px', margin: 0 }}
        percent={percent ?? 0}
        status={of.state === 'stopped' ? 'exception' : isOver(of) ? 'normal' : 'active'}
      />
      <span className="num quiet">
        {t('import.done_of', { done: formatCount(of.rows_done), total: formatCount(of.rows) })}
      </span>
      {!isOver(of) && (
        <Button
          danger
          disabled={of.job?.is_cancel_asked ?? false}
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

function ControlTotals({ of }: { of: Import }) {
  const { t, code } = useWords()
  const totals = controlTotals(of)
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
