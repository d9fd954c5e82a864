// Product groups, and what they hold.

import {
  api,
  type GoodsGroup,
  type GoodsGroupFilter,
  type Sku,
  type WriteGoodsGroup,
} from '@huitong/api'
import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useDebounced } from '@/search/useDebounced'
import { answer, answerWithTag, ifMatch, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const GROUPS = '/api/v1/goods-groups'
const GROUP = `${GROUPS}/{group_id}` as const
const ALL = ['goods_groups'] as const

const TYPING_MILLIS = 250
const FOUND_MAX = 20

export function useGroupList(query: GoodsGroupFilter) {
  return useQuery({
    queryKey: [...ALL, 'list', query],
    queryFn: () => answer(api.GET(GROUPS, { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function useGroup(group_id: string) {
  return useQuery({
    queryKey: [...ALL, group_id],
    queryFn: () => answerWithTag(api.GET(GROUP, { params: { path: { group_id } } })),
  })
}

/** One group for its name. */
export function groupQuery(group_id: string) {
  return queryOptions({
    queryKey: [...ALL, group_id],
    queryFn: () => answerWithTag(api.GET(GROUP, { params: { path: { group_id } } })),
    staleTime: 60_000,
    retry: false,
  })
}

/** Some groups by their ids, of those that there are and that the person may see. */
export function useGroups(ids: readonly string[]): ReadonlyMap<string, GoodsGroup> {
  const wanted = [...new Set(ids)]
  const read = useQueries({ queries: wanted.map(groupQuery) })
  return new Map(read.flatMap(({ data }) => (data ? [[data.data.id, data.data] as const] : [])))
}

/** Groups that are switched on, while somebody types. */
export function useGroupsLike(text: string) {
  const q = useDebounced(text.trim(), TYPING_MILLIS)
  const query = { ...(q === '' ? {} : { q: q.slice(0, 120) }), is_active: true, limit: FOUND_MAX }
  return useQuery({
    queryKey: [...ALL, 'like', q],
    queryFn: async () => (await answer(api.GET(GROUPS, { params: { query } }))).items,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
}

export function useHeldSkus(group_id: string) {
  return useGrowingList([...ALL, group_id, 'skus'], (query) =>
    answer(api.GET(`${GROUP}/skus`, { params: { path: { group_id }, query } })),
  )
}

export function useCreateGroup() {
  return useAct(
    (body: Pick<WriteGoodsGroup, 'name' | 'note'>, key) =>
      api.POST(GROUPS, { params: { header: under(key) }, body }),
    [ALL],
  )
}

export function useReplaceGroup(group_id: string) {
  return useAct(
    ({ etag, body }: { etag: string; body: WriteGoodsGroup }, _key) =>
      api.PUT(GROUP, { params: { path: { group_id }, header: ifMatch(etag) }, body }),
    [ALL],
  )
}

/** SKUs while somebody types. */
export function useSkusLike(text: string) {
  const q = useDebounced(text.trim(), TYPING_MILLIS)
  return useQuery({
    queryKey: ['skus', 'like', q],
    queryFn: async (): Promise<Sku[]> => {
      const query = { q: q.slice(0, 120), limit: FOUND_MAX }
      return (await answer(api.GET('/api/v1/skus', { params: { query } }))).items
    },
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
}
