// The columns of every list of orders.

import type { OrderRow } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { Link } from 'react-router'
import type { StoreTime } from '@/stores/time'
import { Money, moneyColumn } from '@/ui/Amount'
import { StateTag } from '@/ui/StateTag'

export function orderColumns({ t, code }: Words, time: StoreTime) {
  return [
    {
      key: 'order_no',
      title: t('word.order'),
      render: (_: unknown, { id, order_no }: OrderRow) => (
        <Link className="num" to={`/orders/${id}`}>
          {order_no}
        </Link>
      ),
    },
    {
      key: 'settled_at',
      title: t('order.settled_at'),
      render: (_: unknown, { settled_at, store_id }: OrderRow) => (
        <span className="num">{time(settled_at, store_id)}</span>
      ),
    },
    {
      key: 'store',
      title: t('word.store'),
      render: (_: unknown, { store_name }: OrderRow) => store_name,
    },
    {
      key: 'tenders',
      title: t('word.tenders'),
      render: (_: unknown, { tenders }: OrderRow) =>
        tenders.map(({ kind }) => (
          <StateTag key={kind} tone="plain">
            {code('tender', kind)}
          </StateTag>
        )),
    },
    moneyColumn<OrderRow>('total', t('order.total'), ({ total }) => total),
    {
      key: 'returned',
      title: t('order.returned'),
      align: 'right' as const,
      render: (_: unknown, { returned_total }: OrderRow) =>
        returned_total === 0 ? <span className="quiet">–</span> : <Money fen={returned_total} />,
    },
  ]
}
