// Goods by a part of their name, for choosing them into an offer or a sample basket.

import { api } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { useDebounced } from '@/search/useDebounced'
import { answer } from '@/ui/answer'

const TYPING_MILLIS = 250
const FOUND_MAX = 12

export function useFoundSkus(text: string) {
  const q = useDebounced(text.trim(), TYPING_MILLIS)
  const query = { ...(q === '' ? {} : { q }), limit: FOUND_MAX }
  return useQuery({
    queryKey: ['skus', 'picked', q],
    queryFn: () => answer(api.GET('/api/v1/skus', { params: { query } })),
    staleTime: 60_000,
  })
}
