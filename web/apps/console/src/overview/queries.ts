// The overview of a period; the server chooses the latest day with figures if none is named.

import { api, type OverviewFilter } from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer } from '@/ui/answer'

export function useOverview(query: OverviewFilter) {
  return useQuery({
    queryKey: ['overview', query],
    queryFn: () => answer(api.GET('/api/v1/overview', { params: { query } })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
    refetchOnWindowFocus: 'always',
  })
}
