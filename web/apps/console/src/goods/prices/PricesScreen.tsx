// 门店价格: what a store asks for SKUs where it differs from the chain. The store is part of the
// address, so that leaving it with unsaved cells asks first.

import type { SkuFilter } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button, Card, Flex } from 'antd'
import { Navigate, useNavigate, useParams } from 'react-router'
import { useMay } from '@/session/context'
import { useChosenStore } from '@/stores/chosen'
import { useHomeStore } from '@/stores/home'
import { StoreSelect } from '@/stores/StoreSelect'
import { EmptyState } from '@/ui/EmptyState'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { useAsked } from '@/ui/useAsked'
import { CategorySelect } from '../categories/CategorySelect'
import { PriceGrid } from './PriceGrid'

export function PricesScreen() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const navigate = useNavigate()
  const { storeId } = useParams()
  const chosen = useChosenStore().storeId
  const home = useHomeStore()
  const proposed = chosen ?? home
  const filters = priceFilters(words)
  const asked = useAsked<SkuFilter>(filters)
  if (!storeId && proposed) return <Navigate to={`/prices/${proposed}`} replace />
  const acts = (
    <>
      <Flex gap={8} align="center">
        <label htmlFor="price_store">{t('word.store')}</label>
        <StoreSelect
          id="price_store"
          value={storeId}
          onChange={(id) => navigate(id ? `/prices/${id}` : '/prices')}
        />
      </Flex>
      {may('imports.run') && (
        <Button onClick={() => navigate('/imports')}>{t('price.import')}</Button>
      )}
    </>
  )
  return (
    <ListPage name="prices" title={t('nav.prices')} acts={acts} {...(storeId ? { filters } : {})}>
      {storeId ? (
        <PriceGrid key={storeId} storeId={storeId} asked={asked} />
      ) : (
        <Card size="small">
          <EmptyState text={t('price.choose_store')} />
        </Card>
      )}
    </ListPage>
  )
}

function priceFilters({ t }: Words): FilterField[] {
  return [
    { kind: 'text', name: 'q', label: t('goods.search'), hint: t('goods.search_hint') },
    { kind: 'text', name: 'barcode', label: t('word.barcode'), hint: t('goods.barcode_hint') },
    {
      kind: 'own',
      name: 'category_id',
      label: t('word.category'),
      control: <CategorySelect placeholder={t('filter.all')} />,
    },
    {
      kind: 'select',
      name: 'may_be_sold',
      label: t('sku.state'),
      options: [
        { value: 'true', label: t('sku.on_sale') },
        { value: 'false', label: t('sku.stopped') },
      ],
    },
  ]
}
