// Who the member is and how often seen.

import { EyeOutlined } from '@ant-design/icons'
import type { Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { Count, Money } from '@/ui/Amount'
import { Summary } from '@/ui/Summary'
import { UnmaskPhone } from './UnmaskPhone'

export function MemberSummary({ member }: { member: Member }) {
  const { t, code } = useWords()
  const time = useStoreTime()
  const { visits } = member
  return (
    <Summary
      items={[
        { key: 'phone', label: t('member.phone'), children: <Phone member={member} /> },
        { key: 'gender', label: t('member.gender'), children: code('gender', member.gender) },
        { key: 'birthday', label: t('member.birthday'), children: member.birthday },
        { key: 'store', label: t('member.store'), children: <StoreName id={member.store_id} /> },
        {
          key: 'guide',
          label: t('member.guide'),
          children: member.guide_id && <StaffName id={member.guide_id} />,
        },
        { key: 'channel', label: t('member.channel'), children: code('channel', member.channel) },
        {
          key: 'at',
          label: t('member.enrolled_at'),
          children: time(member.enrolled_at, member.store_id),
        },
        member.external_ids.length > 0 && {
          key: 'external',
          label: t('member.external_ids'),
          children: member.external_ids.join(', '),
        },
        { key: 'orders', label: t('member.orders'), children: <Count count={visits.orders} /> },
        { key: 'total', label: t('member.total'), children: <Money fen={visits.total} /> },
        {
          key: 'returned',
          label: t('member.returned'),
          children: <Money fen={visits.returned_total} />,
        },
        {
          key: 'first',
          label: t('member.first_visit'),
          children: visits.first && (
            <span>
              {time(visits.first.at, visits.first.store_id)}{' '}
              <StoreName id={visits.first.store_id} />
            </span>
          ),
        },
        {
          key: 'last',
          label: t('member.last_visit'),
          children: visits.last_at && (
            <span>
              {time(visits.last_at, visits.last_store_id)} <StoreName id={visits.last_store_id} />
            </span>
          ),
        },
      ]}
    />
  )
}

function Phone({ member }: { member: Member }) {
  const { t } = useWords()
  const may = useMay()
  const [isUnmasking, setUnmasking] = useState(false)
  if (!member.phone) return <span className="quiet">–</span>
  return (
    <>
      <span className="num">{member.phone}</span>
      {may('members.unmask') && (
        <Button
          type="text"
          size="small"
          icon={<EyeOutlined />}
          aria-label={t('member.unmask')}
          onClick={() => setUnmasking(true)}
        />
      )}
      {isUnmasking && <UnmaskPhone member={member} close={() => setUnmasking(false)} />}
    </>
  )
}
