// 库存: what a store has of one SKU and how that came about; which SKU and which store stands in
// the address.

import type { Sku } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex, Select } from 'antd'
import { useChosenStore } from '@/stores/chosen'
import { useHomeStore } from '@/stores/home'
import { StoreSelect } from '@/stores/StoreSelect'
import { EmptyState } from '@/ui/EmptyState'
import { useAddressChoice } from '@/ui/useAddressChoice'
import { StockEntries } from './StockEntries'
import { StockLevel } from './StockLevel'

export function StockTab({ skus }: { skus: readonly Sku[] }) {
  const { t } = useWords()
  const [search, choose] = useAddressChoice<'sku_id' | 'store_id'>()
  const chosen = useChosenStore().storeId
  const home = useHomeStore()
  const storeId = search.get('store_id') ?? chosen ?? home
  const sku = skus.find(({ id }) => id === search.get('sku_id')) ?? skus[0]
  if (!sku) return null

  return (
    <Flex vertical gap={16}>
      <Flex gap={16} wrap>
        {skus.length > 1 && (
          <Flex vertical gap={4}>
            <label htmlFor="stock_sku">{t('word.sku')}</label>
            <Select
              id="stock_sku"
              value={sku.id}
              onChange={(id) => choose('sku_id', id)}
              options={skus.map(({ id, name, code }) => ({
                value: id,
                label: name ? `${name} ${code}` : code,
              }))}
              showSearch={{ optionFilterProp: 'label' }}
              style={{ minWidth: 200 }}
            />
          </Flex>
        )}
        <Flex vertical gap={4}>
          <label htmlFor="stock_store">{t('word.store')}</label>
          <StoreSelect id="stock_store" value={storeId} onChange={(id) => choose('store_id', id)} />
        </Flex>
      </Flex>
      {storeId ? (
        <Shelf key={`${sku.id} ${storeId}`} sku={sku} storeId={storeId} />
      ) : (
        <EmptyState text={t('stock.choose_store')} />
      )}
    </Flex>
  )
}

function Shelf({ sku, storeId }: { sku: Sku; storeId: string }) {
  const shelf = { sku_id: sku.id, store_id: storeId }
  return (
    <>
      <StockLevel sku={sku} shelf={shelf} />
      <StockEntries shelf={shelf} />
    </>
  )
}
