// Everything that happened with a member, of one kind or of all.

import { api, type TimelineFilter } from '@huitong/api'
import { answer, chosen, useGrowingList } from '@/ui/answer'
import { about } from '../queries'

export type TimelineKind = NonNullable<TimelineFilter['kind']>

export function useTimeline(member_id: string, kind: TimelineKind | undefined) {
  return useGrowingList([...about(member_id), 'timeline', kind ?? 'all'], (cursor) =>
    answer(
      api.GET('/api/v1/members/{member_id}/timeline', {
        params: { path: { member_id }, query: { ...chosen({ kind }), ...cursor } },
      }),
    ),
  )
}
