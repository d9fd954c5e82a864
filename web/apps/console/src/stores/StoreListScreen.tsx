// 门店: the stores that the person may see, by region, ownership and state.

import type { Store } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useRegionOptions } from '@/regions/RegionSelect'
import { useMay } from '@/session/context'
import { taggedByVersion } from '@/ui/answer'
import type { BulkAct } from '@/ui/BulkBar'
import type { Choice, FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { ListTable } from '@/ui/ListTable'
import { useAsked } from '@/ui/useAsked'
import { AddStore } from './AddStore'
import { storeColumns } from './columns'
import { STORE_STATES, type StoreAsked } from './listing'
import { editStore, useStoreList } from './queries'
import { OWNERSHIPS } from './StoreFields'

export function StoreListScreen() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const navigate = useNavigate()
  const [isAdding, setAdding] = useState(false)
  const filters = storeFilters(words, useRegionOptions())
  const stores = useStoreList(useAsked<StoreAsked>(filters))
  const add = may('chain.write') && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('store.add')}
    </Button>
  )
  return (
    <ListPage name="stores" title={t('nav.stores')} acts={add} filters={filters}>
      <ListTable<Store>
        name="stores"
        query={stores}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        columns={storeColumns(words)}
        bulk={may('stores.write') ? storeActs(words) : []}
        emptyText={t('store.none_found')}
        emptyHint={t('store.none_hint')}
        emptyAct={add}
      />
      {isAdding && (
        <AddStore
          close={() => setAdding(false)}
          added={(storeId) => navigate(`/stores/${storeId}`)}
        />
      )}
    </ListPage>
  )
}

function storeFilters({ t, code }: Words, regions: readonly Choice[]): FilterField[] {
  return [
    { kind: 'text', name: 'q', label: t('store.search'), hint: t('store.search_hint') },
    { kind: 'select', name: 'region_id', label: t('word.region'), options: regions },
    {
      kind: 'select',
      name: 'ownership',
      label: t('store.ownership'),
      options: OWNERSHIPS.map((value) => ({ value, label: code('ownership', value) })),
    },
    {
      kind: 'select',
      name: 'state',
      label: t('store.state'),
      options: STORE_STATES.map((value) => ({ value, label: code('store_state', value) })),
    },
  ]
}

function storeActs({ t }: Words): BulkAct<Store>[] {
  const setOpen = (is_open: boolean) => (store: Store) =>
    editStore(store.id, { etag: taggedByVersion(store).etag, body: { is_open } })
  return [
    { key: 'open', text: t('store.open'), each: setOpen(true) },
    { key: 'close', text: t('store.close'), isDanger: true, each: setOpen(false) },
  ]
}
