// Whether a merge was undone, or until when it can be.

import type { Merge } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useStoreTime } from '@/stores/time'
import { StateTag } from '@/ui/StateTag'
import { undoingOf } from './choices'

export function UndoState({ merge }: { merge: Merge }) {
  const { t } = useWords()
  const time = useStoreTime()
  switch (undoingOf(merge, new Date())) {
    case 'undone':
      return <StateTag tone="warn">{t('merge.undone')}</StateTag>
    case 'possible':
      return (
        <StateTag tone="good">{t('merge.undo_until', { until: time(merge.undo_until) })}</StateTag>
      )
    case 'over':
      return <StateTag tone="plain">{t('merge.undo_over')}</StateTag>
  }
}
