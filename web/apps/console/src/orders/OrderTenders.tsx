// How the order was paid, and what went back into each tender.

import type { Order } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Count, moneyColumn } from '@/ui/Amount'
import { StateTag } from '@/ui/StateTag'
import { Table } from '@/ui/Table'

type Tender = Order['tenders'][number]

export function OrderTenders({ tenders }: { tenders: Tender[] }) {
  const { t, code } = useWords()
  return (
    <Table<Tender>
      size="small"
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
        moneyColumn<Tender>('amount', t('tender.amount'), ({ amount }) => amount),
        {
          key: 'points',
          title: t('tender.points_used'),
          align: 'right',
          render: (_, { points }) =>
            points === 0 ? <span className="quiet">–</span> : <Count count={points} />,
        },
        moneyColumn<Tender>('given_back', t('tender.given_back'), ({ given_back }) => given_back),
        { key: 'reference', title: t('tender.reference'), dataIndex: 'reference' },
      ]}
    />
  )
}
