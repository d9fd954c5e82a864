// Members who turn out to be one person: likely ones, what a merge would do, what was done.

import { api, type MergeMembers } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const MERGES = '/api/v1/merges'

/** Two become one, or one becomes two again. */
const STALE = [['merges'], ['member'], ['members']]

export function useDuplicates() {
  return useGrowingList(['merges', 'duplicates'], (query) =>
    answer(api.GET(`${MERGES}/duplicates`, { params: { query } })),
  )
}

export function usePastMerges() {
  return useGrowingList(['merges', 'past'], (query) =>
    answer(api.GET(MERGES, { params: { query } })),
  )
}

export function useMerge(merge_id: string) {
  return useQuery({
    queryKey: ['merges', merge_id],
    queryFn: () => answer(api.GET(`${MERGES}/{merge_id}`, { params: { path: { merge_id } } })),
  })
}

/** Once both are chosen; nothing is written. */
export function useMergePreview(survivor_id: string, absorbed_id: string) {
  return useQuery({
    queryKey: ['merges', 'preview', survivor_id, absorbed_id],
    queryFn: () =>
      answer(api.GET(`${MERGES}/preview`, { params: { query: { survivor_id, absorbed_id } } })),
    // Who decides looks at how it is now.
    staleTime: 0,
  })
}

export function useMergeMembers() {
  return useAct(
    (body: MergeMembers, key) => api.POST(MERGES, { params: { header: under(key) }, body }),
    STALE,
  )
}

export function useUndoMerge(merge_id: string) {
  return useAct(
    (body: { reason: string }, key) =>
      api.POST(`${MERGES}/{merge_id}/undo`, {
        params: { path: { merge_id }, header: under(key) },
        body,
      }),
    STALE,
  )
}
