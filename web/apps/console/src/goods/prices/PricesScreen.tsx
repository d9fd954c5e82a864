// 门店价格: what a store asks for SKUs where it differs from the chain. The store is part of the
// address, so that leaving it with unsaved cells asks first.

import type { SkuFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card, Flex } from 'antd'
import { Navigate, useNavigate, useParams } from 'react-router'
import { useMay } from '@/session/context'
import { useChosenStore } from '@/stores/chosen'
import { useHomeStore } from '@/stores/home'
import { StoreSelect } from '@/stores/StoreSelect'
import { EmptyState } from '@/ui/EmptyState'
import { ListPage } from '@/ui/ListPage'
import { useAsked } from '@/ui/useAsked'
import { skuFilters } from '../filters'
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
  const filters = skuFilters(words)
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
