// What would happen: every row is looked at and nothing kept, as often as needed.

import type { Import } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import { Alert, Button, Card, Flex } from 'antd'
import { useState } from 'react'
import { WentWrong } from '@/jobs/WentWrong'
import { EnterImport } from './EnterImport'
import { ImportProgress } from './ImportProgress'
import { canMap } from './progress'
import { Rejects } from './Rejects'
import { RunButton } from './RunButton'
import { Totals } from './Totals'

export function CheckStep({ of, remap }: { of: Import; remap: () => void }) {
  const { t } = useWords()
  if (of.state === 'checking') {
    return (
      <Card size="small">
        <Alert type="info" showIcon title={t('import.checking')} style={{ marginBottom: 16 }} />
        <ImportProgress of={of} />
      </Card>
    )
  }
  return (
    <>
      <Card size="small">
        <Flex vertical gap={16}>
          <Verdict of={of} />
          <Acts of={of} remap={remap} />
        </Flex>
      </Card>
      {of.rejected > 0 && <Rejects of={of} />}
      <Totals of={of} />
    </>
  )
}

function Verdict({ of }: { of: Import }) {
  const words = useWords()
  const { t } = words
  if (of.state === 'stopped') return <StoppedNotice of={of} />
  if (!of.is_dry_run) {
    const text = t('import.nothing_written', { rejected: formatCount(of.rejected) })
    return <Alert type="error" showIcon role="alert" title={text} />
  }
  const type = of.rejected === 0 ? 'success' : of.accepted === 0 ? 'error' : 'warning'
  return (
    <Alert
      type={type}
      showIcon
      role="status"
      title={sayVerdict(words, of)}
      description={t('import.dry_run_done')}
    />
  )
}

function sayVerdict({ t }: Words, { accepted, rejected }: Import): string {
  if (accepted === 0) return t('import.none_good')
  if (rejected === 0) return t('import.all_good', { count: formatCount(accepted) })
  return t('import.some_bad', { accepted: formatCount(accepted), rejected: formatCount(rejected) })
}

/** Stopped by a person or by what went wrong; either way it can go on. */
export function StoppedNotice({ of }: { of: Import }) {
  const { t } = useWords()
  const done = formatCount(of.rows_done)
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('import.stopped', { done, total: formatCount(of.rows) })}
      description={of.job?.error && <WentWrong detail={of.job.error} />}
    />
  )
}

function Acts({ of, remap }: { of: Import; remap: () => void }) {
  const { t } = useWords()
  const [isEntering, setEntering] = useState(false)
  return (
    <Flex gap={8} wrap>
      {of.state === 'stopped' && (
        <RunButton of={of} text={t('import.go_on')} isDryRun={of.is_dry_run} />
      )}
      {of.state === 'checked' && of.accepted > 0 && (
        <Button type="primary" onClick={() => setEntering(true)}>
          {t('import.enter', { count: formatCount(of.accepted) })}
        </Button>
      )}
      {of.state === 'checked' && of.accepted === 0 && (
        <RunButton of={of} text={t('import.check_again')} isDryRun />
      )}
      {canMap(of) && <Button onClick={remap}>{t('import.remap')}</Button>}
      {isEntering && <EnterImport of={of} close={() => setEntering(false)} />}
    </Flex>
  )
}
