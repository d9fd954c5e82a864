// How many requests wait for the person, beside the entry of the navigation; nothing where none do,
// and a question mark where it could not be asked, which is not the same.

import { useWords } from '@huitong/words/react'
import { Badge } from 'antd'
import { useWaiting } from './queries'
import './approvals.css'

export function WaitingBadge() {
  const { t } = useWords()
  const waiting = useWaiting()
  if (waiting === undefined) return null
  if (waiting === 'unknown') {
    return (
      <>
        <span className="waiting-badge quiet" aria-hidden title={t('approval.waiting_not_asked')}>
          ?
        </span>
        <span className="unseen">{t('approval.waiting_unknown')}</span>
      </>
    )
  }
  const { count, isMore } = waiting
  if (count === 0) return null
  return (
    <>
      <span className="waiting-badge" aria-hidden>
        <Badge count={isMore ? count + 1 : count} overflowCount={count} size="small" />
      </span>
      <span className="unseen">
        {t(isMore ? 'approval.waiting_more' : 'approval.waiting', { count })}
      </span>
    </>
  )
}
