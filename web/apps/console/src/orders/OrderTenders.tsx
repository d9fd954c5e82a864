// How the order was paid, and what went back into each tender.

import type { Order } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Count, moneyColumn } from '@/ui/Amount'
import type { Column } from '@/ui/cards'
import { StateTag } from '@/ui/StateTag'
import { Table } from '@/ui/Table'

type Tender = Order['tenders'][number]

export function OrderTenders({ tenders }: { tenders: Tender[] }) {
  const words = useWords()
  const { t, code } = words
  return (
    <Table<Tender>
      size="small"
      asCards
      rowKey="tender_id"
      dataSource={tenders}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          key: 'kind',
          title: t('word.tender'),
          render: (_, { kind, state }) => (
            <>
              {code('tender', kind)}{' '}
              {state !== 'done' && <StateTag tone="warn">{code('tender_state', state)}</StateTag>}
            </>
          ),
        },
        {
          ...moneyColumn<Tender>('amount', t('tender.amount'), ({ amount }) => amount),
          onPhone: 'beside',
        },
        ...(tenders.some(({ points }) => points > 0) ? [pointsColumn(words)] : []),
        moneyColumn<Tender>('given_back', t('tender.given_back'), ({ given_back }) => given_back),
        ...(tenders.some(({ reference }) => reference) ? [referenceColumn(words)] : []),
      ]}
    />
  )
}

function pointsColumn({ t }: Words): Column<Tender> {
  return {
    key: 'points',
    title: t('tender.points_used'),
    align: 'right',
    render: (_, { points }) =>
      points === 0 ? <span className="quiet">–</span> : <Count count={points} />,
  }
}

function referenceColumn({ t }: Words): Column<Tender> {
  return {
    key: 'reference',
    title: t('tender.reference'),
    onPhone: 'wide',
    render: (_, { reference }) => reference ?? <span className="quiet">–</span>,
  }
}
