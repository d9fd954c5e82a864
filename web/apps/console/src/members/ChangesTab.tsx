// 资料变更: who changed what of the profile, when, and from what to what.

import type { MemberChange } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { ProfileChange, ProfileFieldName } from './ProfileField'
import { useMemberChanges } from './queries'

export function ChangesTab({ memberId }: { memberId: string }) {
  const { t } = useWords()
  const time = useStoreTime()
  const changes = useMemberChanges(memberId)
  return (
    <GrowingTable<MemberChange>
      list={changes}
      rowKey={({ id }) => id}
      emptyText={t('member_change.none')}
      columns={[
        {
          key: 'at',
          title: t('word.time'),
          onPhone: 'under',
          render: (_, { at }) => <span className="num">{time(at)}</span>,
        },
        {
          key: 'field',
          title: t('member_change.field'),
          onPhone: 'head',
          render: (_, { field }) => <ProfileFieldName field={field} />,
        },
        {
          key: 'change',
          title: t('member_change.change'),
          onPhone: 'wide',
          render: (_, change) => <ProfileChange {...change} />,
        },
        {
          key: 'staff',
          title: t('word.by'),
          render: (_, { staff_id }) => <StaffName id={staff_id} />,
        },
        { key: 'reason', title: t('word.reason'), render: (_, { reason }) => reason ?? '' },
      ]}
    />
  )
}
