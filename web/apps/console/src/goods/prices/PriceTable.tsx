// The table of the grid, drawn anew only for other rows or columns.

import { useWords } from '@huitong/words/react'
import { memo } from 'react'
import { Link } from 'react-router'
import { useMay } from '@/session/context'
import { NoRows } from '@/ui/NoRows'
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
  const { t } = words
  const may = useMay()
  const none = (
    <NoRows
      emptyText={t('goods.none')}
      emptyHint={t('goods.none_hint')}
      emptyAct={may('goods.write') && <Link to="/goods/new">{t('goods.create')}</Link>}
    />
  )
  return (
    <Table<PriceRow>
      size="small"
      rowKey={({ sku }) => sku.id}
      dataSource={rows}
      loading={isLoading}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: none }}
      columns={priceColumns(words, owners)}
    />
  )
})
