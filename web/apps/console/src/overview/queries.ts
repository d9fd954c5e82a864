// The overview of one business day; the server chooses the latest one with figures if none is named.

import { api } from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

export const TREND_DAYS = 30

export function useOverview(date: string | undefined) {
  return useQuery({
    queryKey: ['overview', date],
    queryFn: async () => {
      const query = { days: TREND_DAYS, ...(date === undefined ? {} : { date }) }
      const { data } = await api.GET('/api/v1/overview', { params: { query } })
      if (!data) throw new Error('the answer has no body')
      return data
    },
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
}
