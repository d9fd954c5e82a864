// The pictures of goods, and what can be done about them. Each of these makes a new version of the
// goods, so whatever shows goods reads them again.

import { api } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { asForm, type FileToKeep } from '@/imports/queries'
import { answerWithTag, ifMatch, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import { CATALOGUE } from '../queries'

const PICTURES = '/api/v1/goods/{goods_id}/pictures'

/** With the mark of the goods' state, which a new order repeats. */
export function usePictures(goods_id: string) {
  return useQuery({
    queryKey: ['goods', goods_id, 'pictures'],
    queryFn: () => answerWithTag(api.GET(PICTURES, { params: { path: { goods_id } } })),
  })
}

export function useAddPicture(goods_id: string) {
  return useAct(
    (file: FileToKeep, key) =>
      api.POST(PICTURES, { params: { path: { goods_id }, header: under(key) }, ...asForm(file) }),
    CATALOGUE,
  )
}

export interface Order {
  etag: string
  picture_ids: string[]
}

export function useOrderPictures(goods_id: string) {
  return useAct(
    ({ etag, picture_ids }: Order, _key) =>
      api.PUT(PICTURES, {
        params: { path: { goods_id }, header: ifMatch(etag) },
        body: { picture_ids },
      }),
    CATALOGUE,
  )
}

/** Answers nothing; taken away twice it is gone all the same. */
export function useRemovePicture(goods_id: string) {
  return useAct(async (picture_id: string, _key) => {
    const path = { goods_id, picture_id }
    await api.DELETE(`${PICTURES}/{picture_id}`, { params: { path } })
    return { data: null }
  }, CATALOGUE)
}
