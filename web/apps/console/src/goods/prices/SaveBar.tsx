// Stays in sight while something is unsaved: how much, saving all of it with how far it is, or
// giving it up.

import { useWords } from '@huitong/words/react'
import { App, Button, Card, Flex, Progress } from 'antd'
import type { BulkState } from '@/ui/bulk'
import { type PriceEdit, toSave } from './edits'
import { useGrid } from './grid'

export function SaveBar() {
  const { t } = useWords()
  const { edits, progress } = useGrid()
  if (edits.size === 0 && !progress) return null
  return (
    <Card size="small" className="price-bar" role="region" aria-label={t('price.unsaved_label')}>
      {progress ? <Saving progress={progress} /> : <Unsaved />}
    </Card>
  )
}

function Unsaved() {
  const { t } = useWords()
  const { modal } = App.useApp()
  const grid = useGrid()
  const { edits } = grid
  const ready = toSave(edits).length
  const failed = [...edits.values()].filter(
    ({ error, theirs }) => error !== undefined && !theirs,
  ).length

  function askToDiscard() {
    modal.confirm({
      title: t('price.discard_all'),
      content: t('price.discard_all_hint', { count: edits.size }),
      okText: t('act.discard'),
      cancelText: t('act.stay'),
      okButtonProps: { danger: true },
      onOk: grid.discardAll,
    })
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
        <Button onClick={askToDiscard}>{t('act.discard')}</Button>
        <Button type="primary" disabled={ready === 0} onClick={() => void grid.save()}>
          {t('price.save', { count: ready })}
        </Button>
      </Flex>
    </Flex>
  )
}

function Saving({ progress }: { progress: BulkState<PriceEdit> }) {
  const { t } = useWords()
  const { stop } = useGrid()
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
