// 价格记录: what was asked for a SKU and from when, by the chain or by a store; which SKU and which
// store stands in the address.

import type { Sku } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex, Select } from 'antd'
import { useStoreOptions } from '@/stores/StoreSelect'
import { Answered } from '@/ui/states'
import { useAddressChoice } from '@/ui/useAddressChoice'
import { skuName } from '../sku'
import { PriceRecordCard } from './PriceRecordCard'
import { usePriceRecord } from './queries'

const CHAIN = ''

export function PriceRecordTab({ skus }: { skus: readonly Sku[] }) {
  const { t } = useWords()
  const [search, choose] = useAddressChoice<'sku_id' | 'of_store'>()
  const stores = useStoreOptions()
  const storeId = search.get('of_store') ?? CHAIN
  const sku = skus.find(({ id }) => id === search.get('sku_id')) ?? skus[0]
  if (!sku) return null

  return (
    <Flex vertical gap={16}>
      <span className="quiet">{t('price_record.why')}</span>
      <Flex gap={16} wrap>
        {skus.length > 1 && (
          <Flex vertical gap={4}>
            <label htmlFor="record_sku">{t('word.sku')}</label>
            <Select
              id="record_sku"
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
          <label htmlFor="record_store">{t('price_record.whose')}</label>
          <Select
            id="record_store"
            value={storeId}
            onChange={(id) => choose('of_store', id)}
            options={[{ value: CHAIN, label: t('price_record.of_chain') }, ...stores]}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ minWidth: 200 }}
          />
        </Flex>
      </Flex>
      <Record key={`${sku.id} ${storeId}`} sku={sku} storeId={storeId} />
    </Flex>
  )
}

function Record({ sku, storeId }: { sku: Sku; storeId: string }) {
  const record = usePriceRecord(sku.id, storeId || undefined)
  return (
    <Answered query={record}>
      {(records) => <PriceRecordCard name={skuName(sku)} storeId={storeId} records={records} />}
    </Answered>
  )
}
