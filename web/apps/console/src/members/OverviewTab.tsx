// 概览: the profile, what the brand asks besides, what the member shows at a till, the last entries.

import type { Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex } from 'antd'
import { OwnFields } from './fields/OwnFields'
import { Identities } from './identities/Identities'
import { MemberSummary } from './MemberSummary'
import { Part } from './Part'
import { RecentEntries } from './RecentEntries'

export function OverviewTab({ member }: { member: Member }) {
  const { t } = useWords()
  return (
    <Flex vertical gap={24}>
      <Part title={t('member.profile')}>
        <MemberSummary member={member} />
      </Part>
      <OwnFields member={member} />
      <Identities member={member} />
      <RecentEntries memberId={member.id} />
    </Flex>
  )
}
