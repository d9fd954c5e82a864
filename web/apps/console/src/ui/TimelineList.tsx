// What happened, the latest first, growing by "show more".

import { Timeline } from 'antd'
import type { ReactNode } from 'react'
import { EmptyState } from './EmptyState'
import { Growing, type GrowingList } from './Growing'
import type { Tone } from './StateTag'

export interface TimelineEntry {
  key: string
  /** When, as the person reads it. */
  time: string
  title: ReactNode
  /** More about it: what changed, who did it, why. */
  body?: ReactNode
  tone?: Tone
}

interface TimelineListProps<Row> {
  list: GrowingList<Row>
  entry: (row: Row) => TimelineEntry
  emptyText: string
}

const COLORS: Record<Tone, string> = {
  good: 'green',
  bad: 'red',
  warn: 'orange',
  busy: 'blue',
  plain: 'gray',
}

export function TimelineList<Row>({ list, entry, emptyText }: TimelineListProps<Row>) {
  return (
    <Growing list={list}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState text={emptyText} />
        ) : (
          <Timeline items={rows.map((row) => itemOf(entry(row)))} />
        )
      }
    </Growing>
  )
}

function itemOf({ key, time, title, body, tone = 'plain' }: TimelineEntry) {
  return {
    key,
    color: COLORS[tone],
    content: (
      <>
        <div>
          {title} <span className="num quiet">{time}</span>
        </div>
        {body && <div className="quiet">{body}</div>}
      </>
    ),
  }
}
