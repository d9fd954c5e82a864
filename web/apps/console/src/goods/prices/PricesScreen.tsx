// 门店价格: what the chain asks for SKUs, and beside it what stores ask of their own, in one grid.

import type { SkuFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { useMay } from '@/session/context'
import { useIsReadingStores } from '@/stores/queries'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { Loading } from '@/ui/states'
import { useAsked } from '@/ui/useAsked'
import { skuFilters } from '../filters'
import { PriceGrid } from './PriceGrid'
import { StoresInput } from './StoresInput'
import { useStoresAsked } from './useStoresAsked'

export function PricesScreen() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const navigate = useNavigate()
  const filters: FilterField[] = [
    { kind: 'own', name: 'stores', label: t('word.store'), control: <StoresInput /> },
    ...skuFilters(words),
  ]
  const { stores, ...asked } = useAsked<SkuFilter & { stores?: string }>(filters)
  const storeIds = useStoresAsked(stores)
  const isReading = useIsReadingStores()
  const acts = may('imports.run') && (
    <Button onClick={() => navigate('/imports')}>{t('price.import')}</Button>
  )
  return (
    <ListPage name="prices" title={t('nav.prices')} acts={acts} filters={filters}>
      {isReading ? <Loading /> : <PriceGrid storeIds={storeIds} asked={asked} />}
    </ListPage>
  )
}
