// Product groups, and what they hold.

import { api, type GoodsGroupFilter, type Sku, type WriteGoodsGroup } from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
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
