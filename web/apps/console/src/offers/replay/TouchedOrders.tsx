// The orders whose price changes most, each with the way to it.

import type { ReplayResult } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { Link } from 'react-router'
import { useOrder } from '@/orders/queries'
import { useMay } from '@/session/context'
import { StoreName } from '@/stores/StoreSelect'
import { Change, moneyColumn } from '@/ui/Amount'
import { byNumber, byText } from '@/ui/ordering'
import { Table } from '@/ui/Table'

type Row = ReplayResult['examples'][number]

export function TouchedOrders({ orders }: { orders: ReplayResult['examples'] }) {
  const { t } = useWords()
  const may = useMay()
  return (
    <Card size="small" title={t('replay.examples')}>
      <Table<Row>
        size="small"
        asCards
        rowKey="order_id"
        dataSource={orders}
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          {
            key: 'order',
            title: t('word.order'),
            render: (_, { order_id }) =>
              may('orders.read') ? <OrderLink id={order_id} /> : <span className="quiet">–</span>,
          },
          {
            key: 'store',
            title: t('word.store'),
            onPhone: 'under',
            render: (_, { store_id }) => <StoreName id={store_id} />,
          },
          {
            key: 'day',
            title: t('word.business_date'),
            onPhone: 'under',
            sorter: byText(({ business_date }) => business_date),
            render: (_, { business_date }) => <span className="num">{business_date}</span>,
          },
          moneyColumn<Row>('amount', t('replay.amount'), ({ amount }) => amount),
          moneyColumn<Row>('charged', t('replay.charged'), ({ charged }) => charged),
          moneyColumn<Row>('with', t('replay.with_offer'), ({ with_offer }) => with_offer),
          {
            key: 'change',
            title: t('replay.change'),
            align: 'right',
            onPhone: 'beside',
            sorter: byNumber(({ charged, with_offer }) => with_offer - charged),
            render: (_, { charged, with_offer }) => (
              <Change amount={with_offer - charged} isMoney />
            ),
          },
        ]}
      />
    </Card>
  )
}

/** Its number is read for the rows that are shown. */
function OrderLink({ id }: { id: string }) {
  const { t } = useWords()
  const { data } = useOrder(id)
  return (
    <Link className="num" to={`/orders/${id}`}>
      {data?.order_no ?? t('word.order')}
    </Link>
  )
}
