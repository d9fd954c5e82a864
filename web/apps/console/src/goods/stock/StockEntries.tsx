// The moves of a SKU in a store, the latest first, with the level that each led to.

import type { StockEntry } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Link } from 'react-router'
import { useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import { Change, countColumn } from '@/ui/Amount'
import { GrowingTable } from '@/ui/GrowingTable'
import { type Shelf, useStockEntries } from './queries'

export function StockEntries({ shelf }: { shelf: Shelf }) {
  const { t, code } = useWords()
  const may = useMay()
  const time = useStoreTime()
  const entries = useStockEntries(shelf)
  return (
    <GrowingTable<StockEntry>
      list={entries}
      // Moves have no id; the list only grows at its end.
      rowKey={(entry) => String(entries.rows?.indexOf(entry))}
      emptyText={t('stock.no_entries')}
      columns={[
        {
          key: 'at',
          title: t('word.time'),
          onPhone: 'under',
          render: (_, { at }) => <span className="num">{time(at, shelf.store_id)}</span>,
        },
        {
          key: 'cause',
          title: t('stock.cause'),
          onPhone: 'head',
          render: (_, { cause, order_id, at }) =>
            order_id && may('orders.read') ? (
              <Link
                to={`/orders/${order_id}`}
                aria-label={`${code('stock_cause', cause)} ${time(at, shelf.store_id)}`}
              >
                {code('stock_cause', cause)}
              </Link>
            ) : (
              code('stock_cause', cause)
            ),
        },
        {
          key: 'quantity',
          title: t('stock.moved'),
          onPhone: 'beside',
          align: 'right',
          render: (_, { quantity }) => <Change amount={quantity} isMoney={false} />,
        },
        countColumn<StockEntry>('level', t('stock.level_after'), (entry) => entry.level_after),
        {
          key: 'staff',
          title: t('stock.by_whom'),
          render: (_, { staff_id }) => staff_id && <StaffName id={staff_id} />,
        },
        { key: 'reason', title: t('word.reason'), render: (_, { reason }) => reason ?? '' },
      ]}
    />
  )
}
