// The member at the counter: who it is, what tier, what is held, and whether anything may be sold.

import type { Member } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, Flex } from 'antd'
import { Link } from 'react-router'
import { useBalances, useMember } from '@/members/queries'
import { TierName } from '@/members/TierName'
import { Answered } from '@/ui/states'

interface ChosenMemberProps {
  memberId: string
  /** Why nothing can be sold to this member. */
  refusal: string | undefined
}

export function ChosenMember({ memberId, refusal }: ChosenMemberProps) {
  const { t } = useWords()
  const member = useMember(memberId)
  return (
    <Answered query={member}>
      {({ id, name, member_no, phone, tier_id, state }) => (
        <Flex vertical gap={8} aria-live="polite">
          <Flex gap={8} align="center" wrap>
            <Link to={`/members/${id}`}>
              <strong>{name || t('member.nameless')}</strong>
            </Link>
            <span className="quiet num">{phone ?? member_no}</span>
            <TierName id={tier_id} />
          </Flex>
          <Barred state={state} refusal={refusal} />
          <Held memberId={memberId} />
        </Flex>
      )}
    </Answered>
  )
}

interface BarredProps {
  state: Member['state']
  refusal: string | undefined
}

/** Known from the member's state already before anything was refused. */
function Barred({ state, refusal }: BarredProps) {
  const { t } = useWords()
  const isClosed = state === 'closed' || state === 'erased'
  const known =
    state === 'frozen' ? 'sale.member_frozen' : isClosed ? 'sale.member_closed' : undefined
  const text = refusal ?? (known && t(known))
  return text ? <Alert type="error" showIcon role="alert" title={text} /> : null
}

/** What can be spent now. */
function Held({ memberId }: { memberId: string }) {
  const { t } = useWords()
  const { data } = useBalances(memberId)
  if (!data) return null
  const points = data.spendable?.points ?? data.points
  const value = data.spendable?.stored_value ?? data.stored_value
  return (
    <Flex gap={16} wrap>
      <span>
        {t('asset.points')} <strong className="num">{formatCount(points)}</strong>
      </span>
      <span>
        {t('tender.stored_value')} <strong className="num">{formatMoney(value)}</strong>
      </span>
    </Flex>
  )
}
