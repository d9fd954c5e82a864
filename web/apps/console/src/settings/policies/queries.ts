// The texts that people agree to. A published one never changes; a new wording is a new version.

import { api, type PublishPolicy } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const POLICIES = '/api/v1/policies'

/** All versions of all texts, the newest of each purpose first. */
export function usePolicies() {
  return useQuery({
    queryKey: ['policies'],
    queryFn: () => answer(api.GET(POLICIES)),
    staleTime: 60_000,
  })
}

export function usePublishPolicy() {
  return useAct(
    (body: PublishPolicy, key) => api.POST(POLICIES, { params: { header: under(key) }, body }),
    [['policies']],
  )
}
