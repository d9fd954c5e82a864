// Goods with their SKUs, and what can be done about them.

import {
  api,
  type CreateGoods,
  type CreateSku,
  type EditGoods,
  type EditSku,
  type Sku,
  type SkuFilter,
} from '@huitong/api'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { answer, answerWithTag, ifMatch, taggedByVersion, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const GOODS = '/api/v1/goods/{goods_id}'
const SKU = '/api/v1/skus/{sku_id}'

/** Everything that shows goods or SKUs, their prices in stores included. */
export const CATALOGUE = [['goods'], ['skus']] as const

interface Edit<T> {
  etag: string
  body: T
}

export function useSkuList(query: SkuFilter) {
  return useQuery({
    queryKey: ['skus', 'list', query],
    queryFn: () => answer(api.GET('/api/v1/skus', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function useGoods(goods_id: string) {
  return useQuery({
    queryKey: ['goods', goods_id],
    queryFn: () => answerWithTag(api.GET(GOODS, { params: { path: { goods_id } } })),
  })
}

/** One SKU for its name; of one that is not seen nothing is known. */
export function skuQuery(sku_id: string) {
  return queryOptions({
    queryKey: ['skus', 'one', sku_id],
    queryFn: () => answer(api.GET(SKU, { params: { path: { sku_id } } })),
    staleTime: 5 * 60_000,
    retry: false,
  })
}

export function readSku(sku_id: string) {
  return answerWithTag(api.GET(SKU, { params: { path: { sku_id } } }))
}

export function useCreateGoods() {
  return useAct(
    (body: CreateGoods, key) => api.POST('/api/v1/goods', { params: { header: under(key) }, body }),
    CATALOGUE,
  )
}

export function useEditGoods(goods_id: string) {
  return useAct(
    ({ etag, body }: Edit<EditGoods>, _key) =>
      api.PATCH(GOODS, { params: { path: { goods_id }, header: ifMatch(etag) }, body }),
    CATALOGUE,
  )
}

export function useAddSku(goods_id: string) {
  return useAct(
    (body: CreateSku, key) =>
      api.POST(`${GOODS}/skus`, { params: { path: { goods_id }, header: under(key) }, body }),
    CATALOGUE,
  )
}

export function useEditSku(sku_id: string) {
  return useAct(
    ({ etag, body }: Edit<EditSku>, _key) =>
      api.PATCH(SKU, { params: { path: { sku_id }, header: ifMatch(etag) }, body }),
    CATALOGUE,
  )
}

/** Stops selling a SKU, or sells it again, in the state that the list shows. */
export function switchSku(sku: Sku, is_active: boolean) {
  const { etag } = taggedByVersion(sku)
  return api.PATCH(SKU, {
    params: { path: { sku_id: sku.id }, header: ifMatch(etag) },
    body: { is_active },
  })
}
