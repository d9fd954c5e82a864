// One member: who it is, what is held, how it came about, and what can be done.

import type { Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Card, Tabs } from 'antd'
import { useParams, useSearchParams } from 'react-router'
import { useMay } from '@/session/context'
import { Page } from '@/ui/Page'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { BalanceCards } from './BalanceCards'
import { EntriesTab } from './EntriesTab'
import { LotsTab } from './LotsTab'
import { MemberActs } from './MemberActs'
import { MemberOrdersTab } from './MemberOrdersTab'
import { MemberSummary } from './MemberSummary'
import { useMember } from './queries'
import { TierName } from './TierName'

export function MemberScreen() {
  const { memberId = '' } = useParams()
  const member = useMember(memberId)
  return (
    <Answered query={member}>{(known) => <MemberPage key={memberId} member={known} />}</Answered>
  )
}

function MemberPage({ member }: { member: Member }) {
  const { t } = useWords()
  const beside = (
    <>
      <span className="num quiet">{member.member_no}</span>
      <TierName id={member.tier_id} />
      {member.is_frozen && <StateTag tone="bad">{t('member.frozen')}</StateTag>}
    </>
  )
  return (
    <Page
      title={member.name || t('member.nameless')}
      beside={beside}
      acts={<MemberActs member={member} />}
    >
      {member.is_frozen && member.frozen_reason && (
        <Alert
          type="warning"
          showIcon
          title={t('member.frozen_because', { reason: member.frozen_reason })}
        />
      )}
      <BalanceCards memberId={member.id} />
      <MemberSummary member={member} />
      <Card size="small">
        <MemberTabs memberId={member.id} />
      </Card>
    </Page>
  )
}

function MemberTabs({ memberId }: { memberId: string }) {
  const { t } = useWords()
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const tabs = [
    { key: 'entries', label: t('word.entries'), children: <EntriesTab memberId={memberId} /> },
    { key: 'lots', label: t('word.lots'), children: <LotsTab memberId={memberId} /> },
  ]
  if (may('orders.read')) {
    tabs.push({
      key: 'orders',
      label: t('word.orders'),
      children: <MemberOrdersTab memberId={memberId} />,
    })
  }
  return (
    <Tabs
      items={tabs}
      activeKey={search.get('tab') ?? 'entries'}
      onChange={(tab) => setSearch({ tab }, { replace: true })}
    />
  )
}
