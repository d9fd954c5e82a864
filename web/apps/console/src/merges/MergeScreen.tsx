// One merge: who stayed, why, what was taken over, and the way back while there is one.

import type { Merge } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { MemberName } from '@/members/MemberName'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { DetailPage } from '@/ui/DetailPage'
import type { SummaryItems } from '@/ui/Summary'
import { Answered } from '@/ui/states'
import { undoingOf } from './choices'
import { useMerge, useUndoMerge } from './queries'
import { UndoState } from './UndoState'

export function MergeScreen() {
  const { mergeId = '' } = useParams()
  const merge = useMerge(mergeId)
  return <Answered query={merge}>{(known) => <MergePage merge={known} />}</Answered>
}

function MergePage({ merge }: { merge: Merge }) {
  const { t } = useWords()
  const [isUndoing, setUndoing] = useState(false)
  const undo = useUndoMerge(merge.id)
  const canUndo = undoingOf(merge, new Date()) === 'possible'
  return (
    <DetailPage
      title={t('merge.title')}
      beside={<UndoState merge={merge} />}
      acts={
        canUndo && (
          <Button danger onClick={() => setUndoing(true)}>
            {t('merge.undo')}
          </Button>
        )
      }
      summary={useFacts(merge)}
    >
      {isUndoing && (
        <ConfirmAct
          name="undo_merge"
          title={t('merge.undo')}
          text={t('merge.undo_means')}
          submitText={t('merge.undo')}
          doneText={t('merge.undo_done')}
          isDanger
          needsReason
          close={() => setUndoing(false)}
          act={(reason) => undo.mutateAsync({ reason })}
        />
      )}
    </DetailPage>
  )
}

function useFacts(merge: Merge): SummaryItems {
  const { t, code } = useWords()
  const time = useStoreTime()
  const isUndone = merge.undone_at !== null
  const moment = (at: string, by: string | null) => (
    <span>
      <span className="num">{time(at)}</span> <StaffName id={by} />
    </span>
  )
  return [
    {
      key: 'survivor',
      label: t('merge.survivor'),
      children: <MemberName id={merge.survivor_id} />,
    },
    // Merged, both are one; undone, the other is there again.
    isUndone && {
      key: 'absorbed',
      label: t('merge.absorbed'),
      children: <MemberName id={merge.absorbed_id} />,
    },
    {
      key: 'at',
      label: t('merge.merged_at'),
      children: moment(merge.merged_at, merge.merged_by),
    },
    {
      key: 'taken',
      label: t('merge.taken'),
      children: merge.taken.map((field) => code('profile_field', field)).join(', '),
    },
    { key: 'reason', label: t('word.reason'), children: merge.reason, isWide: true },
    merge.undone_at !== null && {
      key: 'undone',
      label: t('merge.undone_at'),
      children: moment(merge.undone_at, merge.undone_by),
    },
    merge.undo_reason !== null && {
      key: 'undo_reason',
      label: t('merge.undo_reason'),
      children: merge.undo_reason,
      isWide: true,
    },
  ]
}
