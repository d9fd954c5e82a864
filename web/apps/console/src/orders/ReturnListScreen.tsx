// 退货: what came back, where, why, and what was given back for it.

import type { ReturnFilter, ReturnRow } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Link } from 'react-router'
import { ExportButton } from '@/exports/ExportButton'
import { useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { type StoreTime, useStoreTime } from '@/stores/time'
import { countColumn, moneyColumn } from '@/ui/Amount'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { useAsked } from '@/ui/useAsked'
import { memberFilter, staffFilter } from './filters'
import { MemberLink } from './MemberLink'
import { useReturnList } from './queries'

export function ReturnListScreen() {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const may = useMay()
  const filters: FilterField[] = [
    { kind: 'dates', from: 'from', to: 'to', label: t('order.dates') },
    { kind: 'store', name: 'store_id', label: t('return.store') },
    ...memberFilter(words, may),
    ...staffFilter(words, may, 'returned_by', t('return.by')),
  ]
  const returns = useReturnList(useAsked<ReturnFilter>(filters))
  return (
    <ListPage name="returns" title={t('word.returns')} filters={filters}>
      <ListTable<ReturnRow>
        name="returns"
        query={returns}
        rowKey={({ id }) => id}
        columns={returnColumns(words, time)}
        emptyText={t('return.none')}
        emptyHint={t('return.none_hint')}
        exportAct={<ExportButton subject="returns" />}
        emptyAct={<Link to="/orders">{t('word.orders')}</Link>}
      />
    </ListPage>
  )
}

function returnColumns({ t }: Words, time: StoreTime): ListColumn<ReturnRow>[] {
  return [
    {
      key: 'order',
      title: t('word.order'),
      render: (_, { order_id, order_no }) => (
        <Link className="num" to={`/orders/${order_id}`}>
          {order_no}
        </Link>
      ),
    },
    {
      key: 'at',
      title: t('return.at'),
      sortsBy: 'time',
      onPhone: 'under',
      render: (_, { returned_at, store_id }) => (
        <span className="num">{time(returned_at, store_id)}</span>
      ),
    },
    {
      key: 'store',
      title: t('return.store'),
      onPhone: 'under',
      isOptional: true,
      render: (_, { store_name }) => store_name,
    },
    {
      ...moneyColumn<ReturnRow>('total', t('return.total'), ({ total }) => total),
      sortsBy: 'amount',
      onPhone: 'beside',
    },
    {
      ...countColumn<ReturnRow>(
        'points',
        t('return.points_taken_back'),
        ({ points_taken_back }) => points_taken_back,
      ),
      isOptional: true,
    },
    {
      key: 'reason',
      title: t('word.reason'),
      onPhone: 'wide',
      isOptional: true,
      render: (_, { reason }) => reason || <span className="quiet">–</span>,
    },
    {
      key: 'by',
      title: t('return.by'),
      isOptional: true,
      render: (_, { returned_by }) => <StaffName id={returned_by} />,
    },
    {
      key: 'member',
      title: t('word.member'),
      isOptional: true,
      render: (_, { member_id, member_name }) => <MemberLink id={member_id} name={member_name} />,
    },
  ]
}
