// Regions: a handful, read whole and kept for a while.

import { api, type CreateRegion, type EditRegion, type Region, type Tagged } from '@huitong/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMay } from '@/session/context'
import { byId, isFoundBy, pageOf, readWhole } from '@/stores/whole'
import { answer, ifMatch, taggedByVersion, under } from '@/ui/answer'
import { inOrder, type Orders } from '@/ui/ordering'
import { useAct } from '@/ui/useAct'

const ALL = ['regions']

async function listRegions(): Promise<Map<string, Region>> {
  return byId(await readWhole((query) => answer(api.GET('/api/v1/regions', { params: { query } }))))
}

const NONE: ReadonlyMap<string, Region> = new Map()

/** Every region of the brand; empty until they are read. */
export function useRegions(): ReadonlyMap<string, Region> {
  return useAll().data ?? NONE
}

/** Whether the regions are still to come. */
export function useIsReadingRegions(): boolean {
  return useAll().isLoading
}

function useAll() {
  const may = useMay()
  return useQuery({
    queryKey: ALL,
    queryFn: listRegions,
    staleTime: 5 * 60_000,
    enabled: may('stores.read'),
  })
}

/** What the address of the list asks for. */
export interface RegionAsked {
  q?: string
  sort?: string
  cursor?: string
}

export function useRegionList({ q, sort, cursor }: RegionAsked, orders: Orders<Region>) {
  return useQuery({
    queryKey: ALL,
    queryFn: listRegions,
    select: (regions) => {
      const found = [...regions.values()].filter(({ code, name }) => isFoundBy(q, [code, name]))
      return pageOf(inOrder(found, sort, orders), cursor)
    },
  })
}

export function useCreateRegion() {
  return useAct(
    (body: CreateRegion, key) =>
      api.POST('/api/v1/regions', { params: { header: under(key) }, body }),
    [ALL],
  )
}

interface Edit {
  etag: string
  body: EditRegion
}

export function useEditRegion(region_id: string) {
  return useAct(
    ({ etag, body }: Edit, _key) =>
      api.PATCH('/api/v1/regions/{region_id}', {
        params: { path: { region_id }, header: ifMatch(etag) },
        body,
      }),
    [ALL],
  )
}

/** There is no call for one region. */
export function useRereadRegion(regionId: string): () => Promise<Tagged<Region>> {
  const client = useQueryClient()
  return async () => {
    const regions = await client.fetchQuery({ queryKey: ALL, queryFn: listRegions, staleTime: 0 })
    const region = regions.get(regionId)
    if (!region) throw new Error('the region is not in the list any more')
    return taggedByVersion(region)
  }
}
