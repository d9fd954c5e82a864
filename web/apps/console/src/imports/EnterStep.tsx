// Rows go in, or went in: progress, the control totals at the end, what was left out, and the way
// back as far as the ledger allows it.

import type { Import } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import { Alert, Button, Card, Flex } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { StoppedNotice } from './CheckStep'
import { ImportProgress } from './ImportProgress'
import { canUndo, isOver, leftByUndo } from './progress'
import { useUndoImport } from './queries'
import { Rejects } from './Rejects'
import { RunButton } from './RunButton'
import { BeforeAndAfter, Totals } from './Totals'

export function EnterStep({ of }: { of: Import }) {
  return (
    <>
      <Card size="small">
        {isOver(of) ? (
          <Flex vertical gap={16}>
            <Outcome of={of} />
            <Acts of={of} />
          </Flex>
        ) : (
          <ImportProgress of={of} />
        )}
      </Card>
      {isOver(of) && (
        <>
          {of.rejected > 0 && <Rejects of={of} />}
          <Totals of={of} />
          <BeforeAndAfter of={of} />
        </>
      )}
    </>
  )
}

function Outcome({ of }: { of: Import }) {
  const words = useWords()
  if (of.state === 'stopped') return <StoppedNotice of={of} />
  const type = of.rejected > 0 || of.state === 'undone' ? 'warning' : 'success'
  return <Alert type={type} showIcon role="status" title={sayOutcome(words, of)} />
}

function sayOutcome({ t }: Words, of: Import): string {
  const { state, accepted, rejected } = of
  if (state === 'undone') {
    const left = leftByUndo(of)
    return left > 0 ? t('import.undone_some', { left: formatCount(left) }) : t('import.undone_all')
  }
  const counts = { accepted: formatCount(accepted), rejected: formatCount(rejected) }
  return t(rejected > 0 ? 'import.done_some' : 'import.done_all', counts)
}

/** Where what went in is looked at. */
const SEEN_AT = {
  members: { path: '/members', word: 'import.see_members' },
  balances: { path: '/members', word: 'import.see_members' },
  orders: { path: '/orders', word: 'import.see_orders' },
  goods: { path: '/goods', word: 'import.see_goods' },
} as const

function Acts({ of }: { of: Import }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [isUndoing, setUndoing] = useState(false)
  const undo = useUndoImport(of.id)
  const seen = of.kind && of.kind in SEEN_AT ? SEEN_AT[of.kind as keyof typeof SEEN_AT] : undefined
  return (
    <Flex gap={8} wrap align="center">
      {of.state === 'stopped' && <RunButton of={of} text={t('import.go_on')} isDryRun={false} />}
      {seen && of.state === 'done' && (
        <Button type="primary" onClick={() => navigate(seen.path)}>
          {t(seen.word)}
        </Button>
      )}
      {canUndo(of) && (
        <Button danger onClick={() => setUndoing(true)}>
          {t('import.undo')}
        </Button>
      )}
      {isUndoing && (
        <ConfirmAct
          name="undo_import"
          title={t('import.undo')}
          text={t('import.undo_means')}
          submitText={t('import.undo')}
          doneText={t('import.undo_begun')}
          isDanger
          close={() => setUndoing(false)}
          act={() => undo.mutateAsync(undefined)}
        />
      )}
    </Flex>
  )
}
