// What an order came to, where and when it was, whose it is, and who sold it.

import type { Order } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { MemberName } from '@/members/MemberName'
import { useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import { Count, Money } from '@/ui/Amount'
import { SummaryCard } from '@/ui/Summary'
import { TillName } from './TillName'

export function OrderSummary({ order }: { order: Order }) {
  const { t } = useWords()
  const time = useStoreTime()
  const { store_id, till_id, settled_by, guide_id, bound_at, external_no } = order
  const money = (fen: number) => <Money fen={fen} />
  return (
    <SummaryCard
      items={[
        { key: 'store', label: t('word.store'), children: order.store_name },
        { key: 'at', label: t('order.settled_at'), children: time(order.settled_at, store_id) },
        { key: 'date', label: t('word.business_date'), children: order.business_date },
        { key: 'member', label: t('word.member'), children: <OrderMember id={order.member_id} /> },
        bound_at
          ? { key: 'bound', label: t('order.bound_at'), children: time(bound_at, store_id) }
          : false,
        {
          key: 'till',
          label: t('order.till'),
          children: till_id && <TillName storeId={store_id} id={till_id} />,
        },
        {
          key: 'cashier',
          label: t('order.cashier'),
          children: settled_by && <StaffName id={settled_by} />,
        },
        {
          key: 'guide',
          label: t('order.guide'),
          children: guide_id && <StaffName id={guide_id} />,
        },
        { key: 'units', label: t('order.units'), children: <Count count={order.units} /> },
        { key: 'gross', label: t('order.gross'), children: money(order.gross) },
        { key: 'discount', label: t('order.discount'), children: money(order.discount) },
        {
          key: 'total',
          label: t('order.total'),
          children: <strong>{money(order.total)}</strong>,
        },
        { key: 'returned', label: t('order.returned'), children: money(order.returned_total) },
        { key: 'points', label: t('order.points_earned'), children: <Points order={order} /> },
        external_no ? { key: 'ext', label: t('order.external_no'), children: external_no } : false,
      ]}
    />
  )
}

function Points({ order: { points_earned, points_taken_back } }: { order: Order }) {
  const { t } = useWords()
  const earned = formatCount(points_earned)
  if (points_taken_back === 0) return earned
  return t('order.points_less', { earned, taken_back: formatCount(points_taken_back) })
}

/** Whose order it is, by name for those who may read members. */
function OrderMember({ id }: { id: string | null | undefined }) {
  const { t } = useWords()
  const may = useMay()
  if (!id) return t('order.anonymous')
  return may('members.read') ? <MemberName id={id} /> : t('word.member')
}
