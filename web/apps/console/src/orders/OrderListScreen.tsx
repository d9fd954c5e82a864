// 交易: orders by number, business day, store, tender, member and cashier.

import type { OrderFilter, OrderRow } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { ExportButton } from '@/exports/ExportButton'
import { type May, useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { useAsked } from '@/ui/useAsked'
import { orderColumns } from './columns'
import { memberFilter, staffFilter } from './filters'
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
            ...sortOf(column.key),
          })),
          memberColumn(words),
          cashierColumn(words),
        ]}
        emptyText={t('order.none')}
        emptyHint={t('order.none_hint')}
        emptyAct={<NewSale />}
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

/** What the server calls the order by a column, where it has one. */
const SORTS: Partial<Record<string, string>> = { settled_at: 'time', total: 'amount' }

function sortOf(key: string): Pick<ListColumn<OrderRow>, 'sortsBy'> {
  const sortsBy = SORTS[key]
  return sortsBy ? { sortsBy } : {}
}

function orderFilters(words: Words, may: May): FilterField[] {
  const { t, code } = words
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
    ...memberFilter(words, may),
    ...staffFilter(words, may, 'settled_by', t('order.cashier')),
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

function cashierColumn({ t }: Words): ListColumn<OrderRow> {
  return {
    key: 'cashier',
    title: t('order.cashier'),
    isHiddenAtFirst: true,
    render: (_, { settled_by }) =>
      settled_by ? <StaffName id={settled_by} /> : <span className="quiet">–</span>,
  }
}
