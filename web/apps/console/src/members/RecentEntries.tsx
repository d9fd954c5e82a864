// The last few entries, for the overview of a member; all of them are in a tab of their own.

import type { Entry } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Link } from 'react-router'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { entryColumns } from './entryColumns'
import { Part } from './Part'
import { useEntries } from './queries'

const SHOWN = 5

export function RecentEntries({ memberId }: { memberId: string }) {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const entries = useEntries(memberId)
  const isMore = (entries.rows?.length ?? 0) > SHOWN || entries.hasNextPage
  return (
    <Part
      title={t('member.recent_entries')}
      acts={isMore && <Link to={{ search: '?tab=entries' }}>{t('member.all_entries')}</Link>}
    >
      <GrowingTable<Entry>
        list={{ ...entries, rows: entries.rows?.slice(0, SHOWN), hasNextPage: false }}
        rowKey={({ id }) => id}
        emptyText={t('entry.none')}
        columns={entryColumns(words, time)}
      />
    </Part>
  )
}
