// Keys of programs that call the API.

import { type ApiKeyFilter, api, type MakeApiKey } from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { done } from '@/stores/done'
import { answer, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const KEYS = '/api/v1/api-keys'

export function useApiKeys(query: ApiKeyFilter) {
  return useQuery({
    queryKey: ['api-keys', query],
    queryFn: () => answer(api.GET(KEYS, { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function useMakeApiKey() {
  return useAct(
    (body: MakeApiKey, key) => api.POST(KEYS, { params: { header: under(key) }, body }),
    [['api-keys']],
  )
}

export function useRevokeApiKey() {
  return useAct(
    (key_id: string) => done(api.DELETE(`${KEYS}/{key_id}`, { params: { path: { key_id } } })),
    [['api-keys']],
  )
}
