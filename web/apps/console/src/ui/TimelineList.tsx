// What happened, the latest first, growing by "show more".

import { useWords } from '@huitong/words/react'
import { Button, Timeline } from 'antd'
import type { ReactNode } from 'react'
import { EmptyState } from './EmptyState'
import type { Growing } from './GrowingTable'
import type { Tone } from './StateTag'
import { Failed, Loading } from './states'

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
  list: Growing<Row>
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
  const { t } = useWords()
  if (list.rows === undefined) {
    return list.isError ? (
      <Failed error={list.error} retry={() => void list.refetch()} />
    ) : (
      <Loading />
    )
  }
  if (list.rows.length === 0) return <EmptyState text={emptyText} />
  return (
    <>
      <Timeline
        items={list.rows.map((row) => {
          const { key, time, title, body, tone = 'plain' } = entry(row)
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
        })}
      />
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('pager.more')}
        </Button>
      )}
    </>
  )
}
