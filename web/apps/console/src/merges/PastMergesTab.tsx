// Merges that were done, the latest first, undone ones among them.

import type { Merge } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Link } from 'react-router'
import { MemberName } from '@/members/MemberName'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { usePastMerges } from './queries'
import { UndoState } from './UndoState'

export function PastMergesTab() {
  const { t } = useWords()
  const time = useStoreTime()
  const merges = usePastMerges()
  return (
    <GrowingTable<Merge>
      list={merges}
      rowKey={({ id }) => id}
      emptyText={t('merge.none')}
      columns={[
        {
          key: 'at',
          title: t('merge.merged_at'),
          render: (_, { id, merged_at }) => (
            <Link className="num" to={`/merges/${id}`}>
              {time(merged_at)}
            </Link>
          ),
        },
        {
          key: 'survivor',
          title: t('merge.survivor'),
          render: (_, { survivor_id }) => <MemberName id={survivor_id} />,
        },
        {
          key: 'by',
          title: t('word.by'),
          render: (_, { merged_by }) => <StaffName id={merged_by} />,
        },
        { key: 'reason', title: t('word.reason'), render: (_, { reason }) => reason },
        {
          key: 'undo',
          title: t('word.state'),
          render: (_, merge) => <UndoState merge={merge} />,
        },
      ]}
    />
  )
}
