// Who the member is and how often seen.

import type { Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Descriptions } from 'antd'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { Count, Money } from '@/ui/Amount'

export function MemberSummary({ member }: { member: Member }) {
  const { t, code } = useWords()
  const time = useStoreTime()
  const { visits } = member
  const items = [
    { key: 'phone', label: t('member.phone'), children: member.phone ?? '–' },
    { key: 'gender', label: t('member.gender'), children: code('gender', member.gender) },
    { key: 'birthday', label: t('member.birthday'), children: member.birthday ?? '–' },
    { key: 'store', label: t('member.store'), children: <StoreName id={member.store_id} /> },
    { key: 'channel', label: t('member.channel'), children: code('channel', member.channel) },
    {
      key: 'at',
      label: t('member.enrolled_at'),
      children: time(member.enrolled_at, member.store_id),
    },
    {
      key: 'cards',
      label: t('word.cards'),
      children: member.cards.map(({ card_no }) => card_no).join(', ') || '–',
    },
    { key: 'orders', label: t('member.orders'), children: <Count count={visits.orders} /> },
    { key: 'total', label: t('member.total'), children: <Money fen={visits.total} /> },
    {
      key: 'returned',
      label: t('member.returned'),
      children: <Money fen={visits.returned_total} />,
    },
    {
      key: 'last',
      label: t('member.last_visit'),
      children: visits.last_at ? (
        <>
          {time(visits.last_at, visits.last_store_id)} <StoreName id={visits.last_store_id} />
        </>
      ) : (
        '–'
      ),
    },
  ]
  return (
    <Card size="small">
      <Descriptions size="small" column={{ xs: 1, sm: 2, lg: 3 }} items={items} />
    </Card>
  )
}
