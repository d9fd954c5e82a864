// Stays in sight while something is unsaved: how much, saving all of it with how far it is, or
// giving it up.

import { useWords } from '@huitong/words/react'
import { Button, Card, Flex, Progress } from 'antd'
import { useEffect } from 'react'
import type { BulkState } from '@/ui/bulk'
import { useAskToDiscard } from '@/ui/useAskToDiscard'
import { useEdits } from './book'
import { type PriceEdit, toSave } from './edits'
import { useGrid } from './grid'
import type { Saving } from './usePriceEdits'

export function SaveBar({ saving }: { saving: Saving }) {
  const { t } = useWords()
  const { book, goBack } = useGrid()
  const edits = useEdits(book)
  const { progress } = saving
  const isRunning = progress !== undefined
  // The button that was pressed makes way for another one, and at the end so does that.
  useEffect(() => {
    if (!isRunning) return
    goBack()
    return goBack
  }, [isRunning, goBack])
  if (edits.size === 0 && !progress) return null
  return (
    <Card size="small" className="price-bar" role="region" aria-label={t('price.unsaved_label')}>
      {progress ? (
        <Running progress={progress} stop={saving.stop} />
      ) : (
        <Unsaved save={saving.save} />
      )}
    </Card>
  )
}

function Unsaved({ save }: Pick<Saving, 'save'>) {
  const { t } = useWords()
  const grid = useGrid()
  const edits = useEdits(grid.book)
  const ready = toSave(edits).length
  const failed = [...edits.values()].filter(
    ({ error, theirs }) => error !== undefined && !theirs,
  ).length

  const askToDiscard = useAskToDiscard({
    title: t('price.discard_all'),
    hint: t('price.discard_all_hint', { count: edits.size }),
    yes: t('act.discard'),
  })

  function discardAll() {
    grid.discardAll()
    grid.goBack()
  }

  return (
    <Flex gap={8} align="center" justify="space-between" wrap>
      <span role="status">
        {t('price.unsaved', { count: edits.size })}
        {failed > 0 && <span className="owed"> {t('price.failed', { count: failed })}</span>}
        {ready < edits.size && (
          <span className="owed"> {t('price.not_ready', { count: edits.size - ready })}</span>
        )}
      </span>
      <Flex gap={8}>
        <Button onClick={() => askToDiscard(discardAll)}>{t('act.discard')}</Button>
        <Button type="primary" disabled={ready === 0} onClick={() => void save()}>
          {t('price.save', { count: ready })}
        </Button>
      </Flex>
    </Flex>
  )
}

interface RunningProps {
  progress: BulkState<PriceEdit>
  stop: () => void
}

function Running({ progress, stop }: RunningProps) {
  const { t } = useWords()
  const tried = progress.done.length + progress.failed.length
  const count = tried + progress.left.length
  return (
    <Flex gap={16} align="center">
      <span role="status">{t('bulk.progress', { done: tried, count })}</span>
      <Progress
        percent={Math.floor((100 * tried) / count)}
        aria-label={t('bulk.progress', { done: tried, count })}
        style={{ flex: 1 }}
      />
      <Button onClick={stop}>{t('bulk.stop')}</Button>
    </Flex>
  )
}
