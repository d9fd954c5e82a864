// The categories by id, read whole: a chain has hundreds at most.

import { api, type Category, type CreateCategory, type EditCategory } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { byId, readWhole } from '@/stores/whole'
import { answer, ifMatch, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import type { Categories } from './categories'

const CATEGORIES = '/api/v1/categories'

async function listCategories(): Promise<Categories> {
  return byId(await readWhole((query) => answer(api.GET(CATEGORIES, { params: { query } }))))
}

export const NO_CATEGORIES: Categories = new Map()

export function useCategories() {
  return useQuery({ queryKey: ['categories'], queryFn: listCategories, staleTime: 5 * 60_000 })
}

export function useCreateCategory() {
  return useAct(
    (body: CreateCategory, key) => api.POST(CATEGORIES, { params: { header: under(key) }, body }),
    [['categories']],
  )
}

export function useEditCategory(category_id: string) {
  return useAct(
    ({ etag, body }: { etag: string; body: EditCategory }, _key) =>
      api.PATCH(`${CATEGORIES}/{category_id}`, {
        params: { path: { category_id }, header: ifMatch(etag) },
        body,
      }),
    [['categories']],
  )
}

/** Reads the tree again for one of its categories: there is no call for one alone. */
export async function readCategory(category_id: string): Promise<Category> {
  const found = (await listCategories()).get(category_id)
  if (!found) throw new Error('the category is not in the tree')
  return found
}
