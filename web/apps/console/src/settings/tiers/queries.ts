// The tiers, replaced as a whole list over the one that was read.

import { api, type ReplaceTiers } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answerWithTag, ifMatch } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const TIERS = '/api/v1/tiers'

export function useTaggedTiers() {
  return useQuery({
    queryKey: ['tiers', 'tagged'],
    queryFn: () => answerWithTag(api.GET(TIERS)),
  })
}

export function useReplaceTiers() {
  return useAct(
    ({ etag, body }: { etag: string; body: ReplaceTiers }) =>
      api.PUT(TIERS, { params: { header: ifMatch(etag) }, body }),
    [['tiers']],
  )
}
