// Whose sale it is: found by a scan, a phone number, a card or a name. Shows what the person at the
// counter must know, and no more: the number is masked.

import type { MemberRow } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card, Flex, type InputRef } from 'antd'
import { type Ref, useState } from 'react'
import { TierName } from '@/members/TierName'
import { StateTag } from '@/ui/StateTag'
import { ChosenMember } from './ChosenMember'
import { lookUpMember, useFoundMembers } from './queries'
import { ScanField } from './ScanField'

interface MemberCardProps {
  ref: Ref<InputRef>
  memberId: string | undefined
  refusal: string | undefined
  pick: (memberId: string) => void
  remove: () => void
}

export function MemberCard({ ref, memberId, refusal, pick, remove }: MemberCardProps) {
  const { t } = useWords()
  return (
    <Card
      size="small"
      title={t('sale.member_title')}
      extra={
        memberId && (
          <Button size="small" onClick={remove}>
            {t('sale.member_remove')}
          </Button>
        )
      }
    >
      <Flex vertical gap={12}>
        <MemberField ref={ref} pick={pick} />
        {memberId && <ChosenMember memberId={memberId} refusal={refusal} />}
      </Flex>
    </Card>
  )
}

function MemberField({ ref, pick }: Pick<MemberCardProps, 'ref' | 'pick'>) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const found = useFoundMembers(text)
  return (
    <ScanField<Pick<MemberRow, 'id'> & Partial<MemberRow>>
      ref={ref}
      label={t('sale.member')}
      hint={t('sale.member_hint')}
      text={text}
      setText={setText}
      found={found.data ?? []}
      rowKey={({ id }) => id}
      line={(member) => <MemberLine member={member} />}
      look={lookUpMember}
      pick={({ id }) => pick(id)}
    />
  )
}

function MemberLine({ member }: { member: Partial<MemberRow> }) {
  const { t, code } = useWords()
  const { name, member_no, phone, tier_id, state } = member
  return (
    <>
      <span className="scan-title">{name || t('member.nameless')}</span>
      <span className="quiet num">{phone ?? member_no}</span>
      {tier_id && <TierName id={tier_id} />}
      {state && state !== 'active' && <StateTag tone="bad">{code('member_state', state)}</StateTag>}
    </>
  )
}
