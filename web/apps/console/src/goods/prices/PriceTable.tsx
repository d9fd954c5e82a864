// The table of the grid, drawn anew only for other rows.

import { useWords } from '@huitong/words/react'
import { Grid } from 'antd'
import { memo } from 'react'
import { EmptyState } from '@/ui/EmptyState'
import { Table } from '@/ui/Table'
import { priceColumns } from './columns'
import type { PriceRow } from './pricing'

interface PriceTableProps {
  rows: readonly PriceRow[]
  isLoading: boolean
}

export const PriceTable = memo(function PriceTable({ rows, isLoading }: PriceTableProps) {
  const words = useWords()
  const { xl = true } = Grid.useBreakpoint()
  return (
    <Table<PriceRow>
      size="small"
      rowKey={({ sku }) => sku.id}
      dataSource={rows}
      loading={isLoading}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <EmptyState text={words.t('goods.none')} /> }}
      columns={priceColumns(words, xl)}
    />
  )
})
