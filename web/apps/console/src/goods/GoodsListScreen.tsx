// 商品: what is sold, a row for each SKU, found by name, code or barcode; with the prices and the
// stock of a store if one is asked for.

import type { Sku, SkuFilter } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { ExportButton } from '@/exports/ExportButton'
import { useMay } from '@/session/context'
import type { BulkAct } from '@/ui/BulkBar'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { ListTable } from '@/ui/ListTable'
import { useAsked } from '@/ui/useAsked'
import { skuColumns } from './columns'
import { skuFilters } from './filters'
import { switchSku, useSkuList } from './queries'
import { skuName } from './sku'

export function GoodsListScreen() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const navigate = useNavigate()
  const filters: FilterField[] = [
    ...skuFilters(words),
    { kind: 'store', name: 'store_id', label: t('goods.at_store') },
  ]
  const asked = useAsked<SkuFilter>(filters)
  const skus = useSkuList(asked)
  const create = may('goods.write') && (
    <Button type="primary" onClick={() => navigate('/goods/new')}>
      {t('goods.create')}
    </Button>
  )
  const acts = (
    <>
      {may('imports.run') && (
        <Button onClick={() => navigate('/imports')}>{t('goods.import')}</Button>
      )}
      {create}
    </>
  )
  return (
    <ListPage name="goods" title={t('nav.goods')} acts={acts} filters={filters}>
      <ListTable<Sku>
        name="goods"
        query={skus}
        rowKey={({ id }) => id}
        rowName={(sku) => `${skuName(sku)} ${sku.code}`}
        columns={skuColumns(words, asked.store_id !== undefined)}
        emptyText={t('goods.none')}
        emptyHint={t('goods.none_hint')}
        emptyAct={create}
        bulk={may('goods.write') ? switches(words) : []}
        exportAct={<ExportButton subject="goods" />}
      />
    </ListPage>
  )
}

function switches({ t }: Words): BulkAct<Sku>[] {
  return [
    { key: 'stop', text: t('sku.stop'), isDanger: true, each: (sku) => switchSku(sku, false) },
    { key: 'restart', text: t('sku.restart'), each: (sku) => switchSku(sku, true) },
  ]
}
