// What was sold, line by line, as it stands on the receipt.

import type { OrderLine } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { countColumn, Money, moneyColumn } from '@/ui/Amount'
import type { Column } from '@/ui/cards'
import { Table } from '@/ui/Table'

export function OrderLines({ lines }: { lines: OrderLine[] }) {
  const words = useWords()
  const { t } = words
  return (
    <Table<OrderLine>
      size="small"
      asCards
      rowKey="line_id"
      dataSource={lines}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { key: 'name', title: t('word.goods'), dataIndex: 'name' },
        countColumn<OrderLine>('quantity', t('line.quantity'), (line) => line.quantity),
        moneyColumn<OrderLine>('unit_price', t('line.unit_price'), (line) => line.unit_price),
        moneyColumn<OrderLine>('gross', t('order.gross'), (line) => line.gross),
        moneyColumn<OrderLine>('discount', t('order.discount'), (line) => line.discount),
        {
          ...moneyColumn<OrderLine>('total', t('line.total'), (line) => line.total),
          onPhone: 'beside',
        },
        ...(lines.some(hasReturn) ? [returnedColumn(words)] : []),
      ]}
    />
  )
}

function hasReturn({ returned_quantity }: OrderLine): boolean {
  return returned_quantity > 0
}

function returnedColumn({ t }: Words): Column<OrderLine> {
  return {
    key: 'returned',
    title: t('order.returned'),
    align: 'right',
    render: (_, line) =>
      hasReturn(line) ? (
        <span className="num">
          {line.returned_quantity} · <Money fen={line.returned_total} />
        </span>
      ) : (
        <span className="quiet">–</span>
      ),
  }
}
