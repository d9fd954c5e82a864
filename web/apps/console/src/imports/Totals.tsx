// The control totals of an import, to be held against those of the system that the file came from.

import type { Import } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Descriptions } from 'antd'
import { Change, Count, Money } from '@/ui/Amount'
import { Table } from '@/ui/Table'
import { type BeforeAfter, beforeAfter, controlTotals } from './progress'

export function Totals({ of }: { of: Import }) {
  const { t, code } = useWords()
  return (
    <Card size="small" title={t('import.totals')}>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 4 }}
        items={controlTotals(of).map(({ name, count, isMoney }) => ({
          key: name,
          label: code('import_total', name),
          children: isMoney ? <Money fen={count} /> : <Count count={count} />,
        }))}
      />
    </Card>
  )
}

export function BeforeAndAfter({ of }: { of: Import }) {
  const { t, code } = useWords()
  const rows = beforeAfter(of)
  if (rows.length === 0) return null
  const shown = (isMoney: boolean, amount: number) =>
    isMoney ? <Money fen={amount} /> : <Count count={amount} />
  return (
    <Card size="small" title={t('import.before_after')}>
      <Table<BeforeAfter>
        size="small"
        rowKey="name"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { key: 'name', title: t('word.asset'), render: (_, { name }) => code('asset', name) },
          {
            key: 'before',
            title: t('import.before'),
            align: 'right',
            render: (_, { before, isMoney }) => shown(isMoney, before),
          },
          {
            key: 'after',
            title: t('import.after'),
            align: 'right',
            render: (_, { after, isMoney }) => shown(isMoney, after),
          },
          {
            key: 'change',
            title: t('import.change'),
            align: 'right',
            render: (_, { before, after, isMoney }) => (
              <Change amount={after - before} isMoney={isMoney} />
            ),
          },
        ]}
      />
    </Card>
  )
}
