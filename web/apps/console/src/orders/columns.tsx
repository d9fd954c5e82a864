// The columns of every list of orders.

import type { OrderRow } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { Link } from 'react-router'
import type { StoreTime } from '@/stores/time'
import { countColumn, Money } from '@/ui/Amount'
import type { ListColumn } from '@/ui/ListTable'
import { StateTag } from '@/ui/StateTag'

export function orderColumns({ t, code }: Words, time: StoreTime): ListColumn<OrderRow>[] {
  return [
    {
      key: 'order_no',
      title: t('word.order'),
      render: (_, { id, order_no }) => (
        <Link className="num" to={`/orders/${id}`}>
          {order_no}
        </Link>
      ),
    },
    {
      key: 'settled_at',
      title: t('order.settled_at'),
      onPhone: 'under',
      render: (_, { settled_at, store_id }) => (
        <span className="num">{time(settled_at, store_id)}</span>
      ),
    },
    {
      key: 'store',
      title: t('word.store'),
      onPhone: 'under',
      render: (_, { store_name }) => store_name,
    },
    {
      key: 'tenders',
      title: t('word.tenders'),
      render: (_, { tenders }) =>
        tenders.map(({ kind }) => (
          <StateTag key={kind} tone="plain">
            {code('tender', kind)}
          </StateTag>
        )),
    },
    countColumn<OrderRow>('units', t('order.units'), ({ units }) => units),
    {
      key: 'total',
      title: t('order.total'),
      align: 'right',
      onPhone: 'beside',
      render: (_, { total, returned_total }) => (
        <>
          <Money fen={total} />
          {returned_total !== 0 && (
            <span className="quiet under-amount">
              {t('order.returned')} <Money fen={returned_total} />
            </span>
          )}
        </>
      ),
    },
  ]
}
