// More about an event: where, by whom, why.

import type { MemberEvent } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { type Details, detailsOf } from './details'

export function EventBody({ event }: { event: MemberEvent }) {
  const details = detailsOf(event)
  return (
    <>
      <div>
        {event.store_id && (
          <>
            <StoreName id={event.store_id} /> ·{' '}
          </>
        )}
        <StaffName id={event.staff_id} />
      </div>
      {useMore(event.kind, details).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </>
  )
}

function useMore(kind: MemberEvent['kind'], { text, amount }: Details): string[] {
  const { t, code } = useWords()
  const time = useStoreTime()
  const lines: (string | undefined)[] = [text('reason'), text('note'), text('wish')]
  if (kind === 'order') {
    const points = amount('points_earned') ?? 0
    if (points > 0) lines.push(t('timeline.points_earned', { points: formatCount(points) }))
    const returned = amount('returned_total') ?? 0
    if (returned > 0) lines.push(t('timeline.returned', { returned }))
  }
  if (kind === 'consent') {
    lines.push(
      `${code('said_by', text('said_by') ?? '')} · ${code('consent_origin', text('origin') ?? '')}`,
    )
  }
  const undone = text('undone_at')
  if (kind === 'merge' && undone) {
    lines.push(t('timeline.merge_undone', { time: time(undone) }), text('undo_reason'))
  }
  if (kind === 'request') lines.push(text('answer'))
  return lines.filter((line): line is string => Boolean(line))
}
