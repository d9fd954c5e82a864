// 流水: every side of every posting that touched the member, the latest first.

import type { Entry } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { entryColumns } from './entryColumns'
import { useEntries } from './queries'

export function EntriesTab({ memberId }: { memberId: string }) {
  const words = useWords()
  const time = useStoreTime()
  const entries = useEntries(memberId)
  return (
    <GrowingTable<Entry>
      list={entries}
      rowKey={({ id }) => id}
      emptyText={words.t('entry.none')}
      columns={entryColumns(words, time)}
    />
  )
}
