// One member: who it is, what is held, how it came about, and what can be done.

import type { Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Navigate, useParams } from 'react-router'
import { MemberCoupons } from '@/offers/coupons/MemberCoupons'
import { useMay } from '@/session/context'
import { DetailPage } from '@/ui/DetailPage'
import { StateTag, type Tone } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { BalanceCards } from './BalanceCards'
import { ChangesTab } from './ChangesTab'
import { ConsentsTab } from './consents/ConsentsTab'
import { EntriesTab } from './EntriesTab'
import { LotsTab } from './LotsTab'
import { MemberActs } from './MemberActs'
import { MemberNotices } from './MemberNotices'
import { MemberOrdersTab } from './MemberOrdersTab'
import { nameOf } from './names'
import { OverviewTab } from './OverviewTab'
import { useMember } from './queries'
import { TierName } from './TierName'
import { TimelineTab } from './timeline/TimelineTab'

export function MemberScreen() {
  const { memberId = '' } = useParams()
  const member = useMember(memberId)
  return (
    <Answered query={member}>
      {(known) =>
        // Somebody who was merged into another is that other now.
        known.id === memberId ? (
          <MemberPage key={memberId} member={known} />
        ) : (
          <Navigate to={`/members/${known.id}`} replace />
        )
      }
    </Answered>
  )
}

const STATE_TONES: Record<Exclude<Member['state'], 'active'>, Tone> = {
  frozen: 'bad',
  closed: 'warn',
  erased: 'plain',
}

function MemberPage({ member }: { member: Member }) {
  const words = useWords()
  const { t, code } = words
  const may = useMay()
  const { id, state } = member
  return (
    <DetailPage
      title={nameOf(words, member)}
      beside={
        <>
          <span className="num quiet">{member.member_no}</span>
          <TierName id={member.tier_id} />
          {state !== 'active' && (
            <StateTag tone={STATE_TONES[state]}>{code('member_state', state)}</StateTag>
          )}
        </>
      }
      acts={<MemberActs member={member} />}
      notice={<MemberNotices member={member} />}
      figures={<BalanceCards memberId={id} />}
      tabs={[
        { key: 'overview', label: t('member.overview'), children: <OverviewTab member={member} /> },
        { key: 'entries', label: t('word.entries'), children: <EntriesTab memberId={id} /> },
        { key: 'lots', label: t('word.lots'), children: <LotsTab memberId={id} /> },
        may('orders.read') && {
          key: 'orders',
          label: t('word.orders'),
          children: <MemberOrdersTab memberId={id} />,
        },
        may('offers.read') && {
          key: 'coupons',
          label: t('nav.coupons'),
          children: <MemberCoupons memberId={id} />,
        },
        { key: 'timeline', label: t('word.timeline'), children: <TimelineTab memberId={id} /> },
        { key: 'consents', label: t('word.consents'), children: <ConsentsTab member={member} /> },
        { key: 'changes', label: t('member_change.title'), children: <ChangesTab memberId={id} /> },
      ]}
    />
  )
}
