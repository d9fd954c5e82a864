// 审批: acts over a limit that wait for a second person, the own ones, and what became of them.

import { useWords } from '@huitong/words/react'
import { useMay } from '@/session/context'
import { AddressTabs } from '@/ui/AddressTabs'
import { Page } from '@/ui/Page'
import { ApprovalList } from './ApprovalList'
import { useEndedApprovals, useOwnApprovals, usePendingApprovals } from './queries'

export function ApprovalsScreen() {
  const { t } = useWords()
  const may = useMay()
  const decides = may('approvals.decide')
  return (
    <Page title={t('nav.approvals')}>
      <AddressTabs
        tabs={[
          decides && { key: 'pending', label: t('approval.pending'), children: <Pending /> },
          { key: 'own', label: t('approval.own'), children: <Own /> },
          decides && { key: 'ended', label: t('approval.ended'), children: <Ended /> },
        ]}
      />
    </Page>
  )
}

function Pending() {
  const { t } = useWords()
  const list = usePendingApprovals()
  return (
    <ApprovalList
      list={list}
      emptyText={t('approval.none_pending')}
      emptyHint={t('approval.none_pending_hint')}
    />
  )
}

function Own() {
  const { t } = useWords()
  const list = useOwnApprovals()
  return <ApprovalList list={list} emptyText={t('approval.none_own')} />
}

function Ended() {
  const { t } = useWords()
  const list = useEndedApprovals()
  return <ApprovalList list={list} emptyText={t('approval.none_ended')} />
}
