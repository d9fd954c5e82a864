// The terms of checkout, replaced as a whole over the version that was read.

import { api, type Terms } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answerWithTag, ifMatch } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const TERMS = '/api/v1/checkout-terms'

export function useTaggedTerms() {
  return useQuery({
    queryKey: ['checkout-terms', 'tagged'],
    queryFn: () => answerWithTag(api.GET(TERMS)),
  })
}

export function useReplaceTerms() {
  return useAct(
    ({ etag, body }: { etag: string; body: Terms }) =>
      api.PUT(TERMS, { params: { header: ifMatch(etag) }, body }),
    [['checkout-terms']],
  )
}
