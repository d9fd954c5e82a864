// The texts that people agree to. A published one never changes; a new wording is a new version.

import { api, type PublishPolicy } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const POLICIES = '/api/v1/policies'

export function usePolicies() {
  return useQuery({
    queryKey: ['policies'],
    queryFn: () => answer(api.GET(POLICIES, { params: {} })),
  })
}

export function usePublishPolicy() {
  return useAct(
    (body: PublishPolicy, key) => api.POST(POLICIES, { params: { header: under(key) }, body }),
    [['policies']],
  )
}
