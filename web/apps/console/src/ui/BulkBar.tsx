// What can be done with ticked rows, beside how many there are.

import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { BulkModal } from './BulkModal'

interface BulkActBase {
  key: string
  text: string
  isDanger?: boolean
}

/** An act that is run row by row in a window that tells how far it is. */
export interface RowByRow<Row> extends BulkActBase {
  /** Under the key of the row's own attempt; see `Attempt`. */
  each: (row: Row, told: { key: string; reason: string }) => Promise<unknown>
  /** Asks for the reason first. */
  needsReason?: boolean
}

/** An act with a window of its own, for what has to be asked first or is one call. */
export interface WithRows<Row> extends BulkActBase {
  open: (rows: readonly Row[]) => void
}

export type BulkAct<Row> = RowByRow<Row> | WithRows<Row>

interface BulkBarProps<Row> {
  rows: readonly Row[]
  acts: readonly BulkAct<Row>[]
  rowName: (row: Row) => string
  untick: () => void
  refetch: () => Promise<unknown>
}

export function BulkBar<Row>({ rows, acts, rowName, untick, refetch }: BulkBarProps<Row>) {
  const { t } = useWords()
  const [running, setRunning] = useState<{ act: RowByRow<Row>; rows: readonly Row[] }>()
  const start = (act: BulkAct<Row>) => ('each' in act ? setRunning({ act, rows }) : act.open(rows))
  return (
    <>
      {rows.length > 0 && (
        <Flex gap={8} align="center" wrap role="group" aria-label={t('list.bulk')}>
          <span>{t('list.selected', { count: rows.length })}</span>
          {acts.map((act) => (
            <Button key={act.key} danger={act.isDanger === true} onClick={() => start(act)}>
              {act.text}
            </Button>
          ))}
          <Button type="text" onClick={untick}>
            {t('list.unselect')}
          </Button>
        </Flex>
      )}
      {running && (
        <BulkModal
          {...running}
          rowName={rowName}
          close={(isAllDone) => {
            setRunning(undefined)
            if (isAllDone) untick()
            void refetch()
          }}
        />
      )}
    </>
  )
}
