// What there is to know of an offer before it is published.

import { api } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer } from '@/ui/answer'

/** Each `edit` is looked at anew: what was found of an older one says nothing of it. */
export function useOfferCheck(offer_id: string, edit: number) {
  return useQuery({
    queryKey: ['offer', offer_id, 'check', edit],
    queryFn: () =>
      answer(api.GET('/api/v1/offers/{offer_id}/check', { params: { path: { offer_id } } })),
  })
}
