// 交易: orders by number, business day, store, tender, member and cashier.

import type { OrderFilter, OrderRow } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { ExportButton } from '@/exports/ExportButton'
import { MemberSelect } from '@/members/MemberSelect'
import { useMay } from '@/session/context'
import { StaffSelect } from '@/staff/StaffSelect'
import { useStoreTime } from '@/stores/time'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { useAsked } from '@/ui/useAsked'
import { orderColumns } from './columns'
import { MemberLink } from './MemberLink'
import { useOrderList } from './queries'
import { TENDERS } from './tenders'

export function OrderListScreen() {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const may = useMay()
  const filters = orderFilters(words, may)
  const orders = useOrderList(useAsked<OrderFilter>(filters))
  return (
    <ListPage name="orders" title={t('word.orders')} acts={<NewSale />} filters={filters}>
      <ListTable<OrderRow>
        name="orders"
        query={orders}
        rowKey={({ id }) => id}
        columns={[
          ...orderColumns(words, time).map((column) => ({
            ...column,
            isOptional: !ALWAYS.includes(column.key),
          })),
          memberColumn(words),
        ]}
        emptyText={t('order.none')}
        exportAct={<ExportButton subject="orders" />}
      />
    </ListPage>
  )
}

/** The way to the counter, for those who sell. */
function NewSale() {
  const { t } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  if (!may('orders.settle')) return null
  return (
    <Button type="primary" onClick={() => navigate('/sale')}>
      {t('nav.sale')}
    </Button>
  )
}

/** Columns without which a row says nothing. */
const ALWAYS = ['order_no', 'total']

type May = ReturnType<typeof useMay>

function orderFilters({ t, code }: Words, may: May): FilterField[] {
  const cashier: FilterField = {
    kind: 'own',
    name: 'settled_by',
    label: t('order.cashier'),
    control: <StaffSelect withFormer placeholder={t('filter.all')} />,
  }
  const member: FilterField = {
    kind: 'own',
    name: 'member_id',
    label: t('word.member'),
    control: <MemberSelect allowClear />,
  }
  return [
    { kind: 'text', name: 'q', label: t('order.q'), hint: t('order.q_hint') },
    { kind: 'dates', from: 'from', to: 'to', label: t('order.dates') },
    { kind: 'store', name: 'store_id', label: t('word.store') },
    {
      kind: 'select',
      name: 'tender',
      label: t('word.tender'),
      allText: t('tender.all'),
      options: TENDERS.map((value) => ({ value, label: code('tender', value) })),
    },
    ...(may('members.read') ? [member] : []),
    ...(may('staff.read') ? [cashier] : []),
  ]
}

function memberColumn({ t }: Words): ListColumn<OrderRow> {
  return {
    key: 'member',
    title: t('word.member'),
    isOptional: true,
    render: (_, { member_id, member_name }) => <MemberLink id={member_id} name={member_name} />,
  }
}
