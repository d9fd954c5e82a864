// What must be known of a member before anything else: frozen, closed, a request that waits for an
// answer, a correction that waits for a second person.

import type { Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert } from 'antd'
import { usePendingFor } from '@/approvals/queries'
import { Wish } from '@/approvals/Wish'
import { usePrivacyRequests } from '@/privacy/queries'
import { useStoreTime } from '@/stores/time'
import { PlainList } from '@/ui/PlainList'
import { TextLink } from './TextLink'

export function MemberNotices({ member }: { member: Member }) {
  return (
    <>
      <StateNotice member={member} />
      <WaitingNotice memberId={member.id} />
    </>
  )
}

function StateNotice({ member }: { member: Member }) {
  const { t } = useWords()
  const time = useStoreTime()
  if (member.state === 'erased') return <Alert type="info" showIcon title={t('member.erased')} />
  if (member.state === 'closed' && member.closed_at) {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('member.closed_since', { time: time(member.closed_at) })}
        description={t('member.closed_means')}
      />
    )
  }
  if (!member.is_frozen || !member.frozen_reason) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('member.frozen_because', { reason: member.frozen_reason })}
    />
  )
}

const NOWRAP = { whiteSpace: 'nowrap' } as const

function WaitingNotice({ memberId }: { memberId: string }) {
  const { t, code } = useWords()
  const { data } = usePrivacyRequests({ member_id: memberId, state: 'open' })
  const approvals = usePendingFor(memberId)
  const requests = data?.items ?? []
  if (requests.length + approvals.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      title={
        <PlainList aria-label={t('member.waiting')}>
          {requests.map(({ id, kind, due_on }) => (
            <li key={id}>
              {t('privacy.waits', { kind: code('request_kind', kind), due: due_on })}{' '}
              <TextLink to={`/privacy-requests/${id}`} style={NOWRAP}>
                {t('act.look')}
              </TextLink>
            </li>
          ))}
          {approvals.map((approval) => (
            <li key={approval.id}>
              {t('approval.waits')}: <Wish approval={approval} isAboutKnown />{' '}
              <TextLink to={`/approvals?tab=${approval.isOwn ? 'own' : 'pending'}`} style={NOWRAP}>
                {t('act.look')}
              </TextLink>
            </li>
          ))}
        </PlainList>
      }
    />
  )
}
