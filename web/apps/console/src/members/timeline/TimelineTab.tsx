// 时间线: everything that happened with the member, whatever id it came to be under.

import type { MemberEvent } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { useStoreTime } from '@/stores/time'
import { TimelineList } from '@/ui/TimelineList'
import { EventBody } from './EventBody'
import { EventTitle } from './EventTitle'
import { type TimelineKind, useTimeline } from './queries'
import { toneOf } from './tone'

const KINDS: readonly TimelineKind[] = [
  'order',
  'return',
  'top_up',
  'adjustment',
  'tier',
  'change',
  'state',
  'consent',
  'message',
  'request',
  'merge',
  'enrolment',
]

/** Shown to those alone who see sales. */
const OF_SALES: readonly TimelineKind[] = ['order', 'return', 'top_up']

export function TimelineTab({ memberId }: { memberId: string }) {
  const { t, code } = useWords()
  const may = useMay()
  const time = useStoreTime()
  const [kind, setKind] = useState<TimelineKind>()
  const timeline = useTimeline(memberId, kind)
  const kinds = KINDS.filter((one) => may('orders.read') || !OF_SALES.includes(one))
  return (
    <>
      <Select
        allowClear
        aria-label={t('timeline.kind')}
        placeholder={t('timeline.all_kinds')}
        value={kind ?? null}
        onChange={(next) => setKind(next ?? undefined)}
        options={kinds.map((value) => ({ value, label: code('timeline_kind', value) }))}
        style={{ minWidth: 180, marginBottom: 20 }}
      />
      <TimelineList<MemberEvent>
        list={timeline}
        emptyText={t('timeline.none')}
        entry={(event) => ({
          // One id may tell of two events, such as a merge and its undoing.
          key: `${event.kind} ${event.id} ${event.at}`,
          time: time(event.at, event.store_id),
          title: <EventTitle event={event} />,
          body: <EventBody event={event} />,
          tone: toneOf(event),
        })}
      />
    </>
  )
}
