// What came back, when, why, and what was given back for it in which tender.

import type { Order, OrderReturn } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { countColumn, moneyColumn } from '@/ui/Amount'
import { Table } from '@/ui/Table'

export function OrderReturns({ order }: { order: Order }) {
  const { t, code } = useWords()
  const time = useStoreTime()
  const nameOf = new Map(order.lines.map(({ line_id, name }) => [line_id, name]))
  const kindOf = new Map(order.tenders.map(({ tender_id, kind }) => [tender_id, kind]))
  return (
    <Table<OrderReturn>
      size="small"
      asCards
      rowKey="return_id"
      dataSource={order.returns}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          key: 'at',
          title: t('return.at'),
          render: (_, { returned_at, store_id }) => (
            <>
              <span className="num">{time(returned_at, store_id)}</span>
              <div className="quiet">
                <StoreName id={store_id} />
              </div>
            </>
          ),
        },
        {
          key: 'lines',
          title: t('word.goods'),
          render: (_, { lines }) =>
            lines.map(({ line_id, quantity }) => (
              <div key={line_id}>
                {nameOf.get(line_id) ?? t('word.goods')} × {quantity}
              </div>
            )),
        },
        {
          ...moneyColumn<OrderReturn>('total', t('return.total'), ({ total }) => total),
          onPhone: 'beside',
        },
        {
          key: 'tenders',
          title: t('return.given_back'),
          render: (_, { tenders }) =>
            tenders.map(({ tender_id, amount }) => (
              <div key={tender_id} className="num">
                {code('tender', kindOf.get(tender_id) ?? '')} {formatMoney(amount)}
              </div>
            )),
        },
        countColumn<OrderReturn>(
          'points',
          t('return.points_taken_back'),
          ({ points_taken_back }) => points_taken_back,
        ),
        { key: 'reason', title: t('word.reason'), dataIndex: 'reason' },
      ]}
    />
  )
}
