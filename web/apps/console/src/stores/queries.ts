// The stores by id, for names, zones and choices. A chain has hundreds, not millions: all pages
// are read once and kept for a while.

import { api, type Store } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/session/context'

async function listStores(): Promise<Map<string, Store>> {
  const stores = new Map<string, Store>()
  let cursor: string | undefined
  do {
    const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) }
    const { data } = await api.GET('/api/v1/stores', { params: { query } })
    for (const store of data?.items ?? []) stores.set(store.id, store)
    cursor = data?.next ?? undefined
  } while (cursor !== undefined)
  return stores
}

const NONE: ReadonlyMap<string, Store> = new Map()

/** Every store that the person may see; empty until they are read. */
export function useStores(): ReadonlyMap<string, Store> {
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['stores'],
    queryFn: listStores,
    staleTime: 5 * 60_000,
    enabled: may('stores.read'),
  })
  return data ?? NONE
}
