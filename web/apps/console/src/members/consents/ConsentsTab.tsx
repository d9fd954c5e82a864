// 同意: how the member's consents stand, who answers for a child, and everything that was said.

import type { Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex } from 'antd'
import { useSession } from '@/session/context'
import { Answered } from '@/ui/states'
import { dayIn, isChild } from '../dates'
import { ConsentHistory } from './ConsentHistory'
import { Guardian } from './Guardian'
import { useConsents } from './queries'
import { StandingConsents } from './StandingConsents'

export function ConsentsTab({ member }: { member: Member }) {
  const { brand } = useSession()
  const { t } = useWords()
  const consents = useConsents(member.id)
  const isMinor = isChild(member.birthday, dayIn(brand.zone, new Date()))
  if (member.state === 'erased') return <p className="quiet">{t('member.erased')}</p>
  return (
    <Answered query={consents}>
      {({ items, guardian }) => (
        <Flex vertical gap={24}>
          {(isMinor || guardian) && <Guardian member={member} guardian={guardian} />}
          <StandingConsents member={member} last={items} isChild={isMinor} />
          <ConsentHistory memberId={member.id} />
        </Flex>
      )}
    </Answered>
  )
}
