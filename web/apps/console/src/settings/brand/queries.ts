// The brand that one works for.

import { api, type EditBrand } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { SESSION_KEY } from '@/session/queries'
import { answerWithTag, ifMatch } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const BRAND = '/api/v1/brand'

export function useBrand() {
  return useQuery({ queryKey: ['brand'], queryFn: () => answerWithTag(api.GET(BRAND)) })
}

/** The session says the brand's name and zone, which every page shows. */
export function useEditBrand() {
  return useAct(
    ({ etag, body }: { etag: string; body: EditBrand }) =>
      api.PATCH(BRAND, { params: { header: ifMatch(etag) }, body }),
    [['brand'], SESSION_KEY],
  )
}
