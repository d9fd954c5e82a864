// 区域: what groups the stores of a chain, such as 华东.

import type { Region } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '@/session/context'
import { useStores } from '@/stores/queries'
import { actsColumn } from '@/ui/actsColumn'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { byNumber, byText, type Orders } from '@/ui/ordering'
import { useAsked } from '@/ui/useAsked'
import { AddRegion } from './AddRegion'
import { EditRegion } from './EditRegion'
import { type RegionAsked, useRegionList } from './queries'

export function RegionListScreen() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const storesIn = useStoresIn()
  const [isAdding, setAdding] = useState(false)
  const [editing, setEditing] = useState<Region>()
  const filters: FilterField[] = [
    { kind: 'text', name: 'q', label: t('region.search'), hint: t('region.search_hint') },
  ]
  const regions = useRegionList(useAsked<RegionAsked>(filters), regionOrders(storesIn))
  const add = may('chain.write') && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('region.add')}
    </Button>
  )
  return (
    <ListPage name="regions" title={t('nav.regions')} acts={add} filters={filters}>
      <ListTable<Region>
        name="regions"
        query={regions}
        rowKey={({ id }) => id}
        columns={[
          ...regionColumns(words, storesIn),
          ...(may('chain.write') ? [actColumn(words, setEditing)] : []),
        ]}
        emptyText={t('region.none_found')}
        emptyHint={t('region.none_hint')}
        emptyAct={add}
      />
      {editing && <EditRegion region={editing} close={() => setEditing(undefined)} />}
      {isAdding && <AddRegion close={() => setAdding(false)} />}
    </ListPage>
  )
}

/** How many stores that the person may see are in a region. */
function useStoresIn(): (regionId: string) => number {
  const stores = [...useStores().values()]
  return (regionId) => stores.filter(({ region_id }) => region_id === regionId).length
}

function regionOrders(storesIn: (regionId: string) => number): Orders<Region> {
  return {
    name: byText(({ name }) => name),
    code: byText(({ code }) => code),
    stores: byNumber(({ id }) => storesIn(id)),
  }
}

function regionColumns({ t }: Words, storesIn: (regionId: string) => number): ListColumn<Region>[] {
  return [
    { key: 'name', title: t('region.name'), sortsBy: 'name', render: (_, { name }) => name },
    {
      key: 'code',
      title: t('region.code'),
      sortsBy: 'code',
      render: (_, { code }) => <span className="num">{code}</span>,
    },
    {
      key: 'stores',
      title: t('word.stores'),
      sortsBy: 'stores',
      align: 'right',
      render: (_, { id, name }) => (
        <Link
          className="num"
          to={`/stores?${new URLSearchParams({ region_id: id })}`}
          aria-label={t('region.stores_of', { name, count: storesIn(id) })}
        >
          {storesIn(id)}
        </Link>
      ),
    },
  ]
}

function actColumn(words: Words, edit: (region: Region) => void): ListColumn<Region> {
  const { t } = words
  return actsColumn(words, (region) => (
    <Button
      size="small"
      aria-label={`${t('act.edit')} ${region.name}`}
      onClick={() => edit(region)}
    >
      {t('act.edit')}
    </Button>
  ))
}
