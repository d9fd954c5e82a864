// Replays of an offer over past orders.

import { api, type OfferReplaySummary, type ReplayOffer } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import { isRunning } from './standing'

const REPLAYS = '/api/v1/offer-replays'
const BUSY_MILLIS = 1_500

export function useReplays(offer_id: string) {
  return useGrowingList<OfferReplaySummary>(
    ['offer_replays', 'of', offer_id],
    (cursor) => answer(api.GET(REPLAYS, { params: { query: { offer_id, ...cursor } } })),
    { isBusy: isRunning },
  )
}

export function useReplay(replay_id: string) {
  return useQuery({
    queryKey: ['offer_replays', replay_id],
    queryFn: () => answer(api.GET(`${REPLAYS}/{replay_id}`, { params: { path: { replay_id } } })),
    refetchInterval: ({ state: { data } }) => (data && isRunning(data) ? BUSY_MILLIS : false),
  })
}

export function useStartReplay() {
  return useAct(
    (body: ReplayOffer, key) => api.POST(REPLAYS, { params: { header: under(key) }, body }),
    [['offer_replays'], ['jobs']],
  )
}
