// The table of the grid, drawn anew only for other rows or columns.

import { useWords } from '@huitong/words/react'
import { memo } from 'react'
import { EmptyState } from '@/ui/EmptyState'
import { Table } from '@/ui/Table'
import { type OwnerColumn, priceColumns } from './columns'
import type { PriceRow } from './pricing'

interface PriceTableProps {
  rows: readonly PriceRow[]
  owners: readonly OwnerColumn[]
  isLoading: boolean
}

export const PriceTable = memo(function PriceTable({ rows, owners, isLoading }: PriceTableProps) {
  const words = useWords()
  return (
    <Table<PriceRow>
      size="small"
      rowKey={({ sku }) => sku.id}
      dataSource={rows}
      loading={isLoading}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <EmptyState text={words.t('goods.none')} /> }}
      columns={priceColumns(words, owners)}
    />
  )
})
