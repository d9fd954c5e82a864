// How far an act on many rows is, and which of them failed and why.

import { useWords } from '@huitong/words/react'
import { Alert, Flex, Progress } from 'antd'
import { type BulkState, sizeOf } from './bulk'
import { sayError } from './problems'

interface BulkProgressProps<Row> {
  state: BulkState<Row>
  /** Rows that an earlier try has done. */
  doneBefore: number
  isOver: boolean
  rowName: (row: Row) => string
}

export function BulkProgress<Row>({ state, doneBefore, isOver, rowName }: BulkProgressProps<Row>) {
  const words = useWords()
  const { t } = words
  const { failed, left } = state
  const done = doneBefore + state.done.length
  const count = doneBefore + sizeOf(state)
  const tried = done + failed.length
  return (
    <Flex vertical gap={12}>
      <Progress
        percent={Math.floor((100 * tried) / count)}
        aria-label={t('bulk.progress', { done: tried, count })}
        {...(isOver && failed.length > 0 ? { status: 'exception' as const } : {})}
      />
      <div role="status">
        {isOver ? t('bulk.done', { done }) : t('bulk.progress', { done: tried, count })}
      </div>
      {isOver && left.length > 0 && (
        <Alert type="warning" showIcon title={t('bulk.stopped', { count: left.length })} />
      )}
      {failed.length > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('bulk.failed', { failed: failed.length })}
          description={
            <ul style={{ margin: 0, paddingInlineStart: 20, maxHeight: 240, overflow: 'auto' }}>
              {failed.map(({ row, error }) => (
                <li key={rowName(row)}>
                  {rowName(row)}: {sayError(words, error)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </Flex>
  )
}
