// Stores: by id for names, zones and choices, as a list, one by one. They are read once and kept
// for a while.

import { api, type CreateStore, type EditStore, type Store } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { useRegionNames } from '@/regions/RegionSelect'
import { useMay } from '@/session/context'
import { answer, answerWithTag, ifMatch, under } from '@/ui/answer'
import { inOrder } from '@/ui/ordering'
import { useAct } from '@/ui/useAct'
import { type StoreAsked, storeOrders, storesAsked } from './listing'
import { byId, pageOf, readWhole } from './whole'

const STORE = '/api/v1/stores/{store_id}'
const ALL = ['stores']
const about = (storeId: string) => ['store', storeId]

async function listStores(): Promise<Map<string, Store>> {
  return byId(await readWhole((query) => answer(api.GET('/api/v1/stores', { params: { query } }))))
}

const NONE: ReadonlyMap<string, Store> = new Map()

/** Every store that the person may see; empty until they are read. */
export function useStores(): ReadonlyMap<string, Store> {
  return useAll().data ?? NONE
}

/** Whether the stores are still to come. */
export function useIsReadingStores(): boolean {
  return useAll().isLoading
}

function useAll() {
  const may = useMay()
  return useQuery({
    queryKey: ALL,
    queryFn: listStores,
    staleTime: 5 * 60_000,
    enabled: may('stores.read'),
  })
}

export function useStoreList(asked: StoreAsked) {
  const orders = storeOrders(useRegionNames())
  return useQuery({
    queryKey: ALL,
    queryFn: listStores,
    select: (stores) => {
      const found = storesAsked([...stores.values()], asked)
      return pageOf(inOrder(found, asked.sort, orders), asked.cursor)
    },
  })
}

export function useStore(store_id: string) {
  return useQuery({
    queryKey: about(store_id),
    queryFn: () => answerWithTag(api.GET(STORE, { params: { path: { store_id } } })),
  })
}

export function useCreateStore() {
  return useAct(
    (body: CreateStore, key) =>
      api.POST('/api/v1/stores', { params: { header: under(key) }, body }),
    [ALL],
  )
}

interface Edit {
  etag: string
  body: EditStore
}

export function editStore(store_id: string, { etag, body }: Edit) {
  return api.PATCH(STORE, { params: { path: { store_id }, header: ifMatch(etag) }, body })
}

export function useEditStore(storeId: string) {
  return useAct((edit: Edit, _key) => editStore(storeId, edit), [about(storeId), ALL])
}
