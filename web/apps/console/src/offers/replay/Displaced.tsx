// Offers that were given then and would not have been with this one.

import type { ReplayResult } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { countColumn, moneyColumn } from '@/ui/Amount'
import { EmptyState } from '@/ui/EmptyState'
import { Table } from '@/ui/Table'
import { OfferName } from '../OfferName'

type Row = ReplayResult['displaced'][number]

export function Displaced({ displaced }: { displaced: ReplayResult['displaced'] }) {
  const { t } = useWords()
  return (
    <Card size="small" title={t('replay.displaced')}>
      {displaced.length === 0 ? (
        <EmptyState text={t('replay.displaced_none')} />
      ) : (
        <Table<Row>
          size="small"
          rowKey="offer_id"
          dataSource={displaced}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            {
              key: 'offer',
              title: t('offer.name'),
              render: (_, { offer_id }) => <OfferName id={offer_id} />,
            },
            countColumn<Row>('orders', t('word.orders'), ({ orders }) => orders),
            moneyColumn<Row>('amount', t('replay.displaced_amount'), ({ amount }) => amount),
          ]}
        />
      )}
    </Card>
  )
}
