// Runs an act row by row: says what will happen, how far it is, and at the end which rows failed
// and why. It can be stopped, and what failed can be tried again.

import { useWords } from '@huitong/words/react'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { RowByRow } from './BulkBar'
import { BulkProgress } from './BulkProgress'
import { BulkRun, type BulkState, sizeOf } from './bulk'
import { useTypedGuard } from './useTypedGuard'
import { Window } from './Window'

interface BulkModalProps<Row> {
  act: RowByRow<Row>
  rows: readonly Row[]
  rowName: (row: Row) => string
  close: (isAllDone: boolean) => void
}

export function BulkModal<Row>({ act, rows, rowName, close }: BulkModalProps<Row>) {
  const { t } = useWords()
  const [form] = Form.useForm<{ reason: string }>()
  const [run, setRun] = useState<BulkRun<Row>>()
  const [state, setState] = useState<BulkState<Row>>()
  const [isRunning, setRunning] = useState(false)
  const guard = useTypedGuard(form, {}, () => close(false))
  const doneBefore = rows.length - (state ? sizeOf(state) : rows.length)

  async function start(runner: BulkRun<Row>, which: readonly Row[]) {
    setRun(runner)
    setRunning(true)
    setState({ done: [], failed: [], left: [...which] })
    setState(await runner.run(which, setState))
    setRunning(false)
  }

  function begin({ reason = '' }: { reason?: string }) {
    void start(new BulkRun((row, key) => act.each(row, { key, reason })), rows)
  }

  const isOver = state !== undefined && !isRunning
  const again = state ? [...state.failed.map(({ row }) => row), ...state.left] : []
  return (
    <Window
      title={t('bulk.title', { act: act.text, count: rows.length })}
      closable={!isRunning}
      mask={{ closable: false }}
      keyboard={!isRunning}
      onCancel={() => (state ? close(isOver && again.length === 0) : guard.giveUp())}
      footer={
        <>
          {!state && (
            <>
              <Button onClick={guard.giveUp}>{t('act.cancel')}</Button>
              <Button type="primary" danger={act.isDanger === true} onClick={form.submit}>
                {act.text}
              </Button>
            </>
          )}
          {isRunning && <Button onClick={() => run?.stop()}>{t('bulk.stop')}</Button>}
          {isOver && run && again.length > 0 && (
            <Button onClick={() => void start(run, again)}>{t('bulk.retry')}</Button>
          )}
          {isOver && (
            <Button type="primary" onClick={() => close(again.length === 0)}>
              {t('act.close')}
            </Button>
          )}
        </>
      }
    >
      {state ? (
        <BulkProgress state={state} doneBefore={doneBefore} isOver={isOver} rowName={rowName} />
      ) : (
        <Form form={form} name="bulk" layout="vertical" onFinish={begin}>
          <p>{t('bulk.asks', { act: act.text, count: rows.length })}</p>
          {act.needsReason && (
            <Form.Item
              name="reason"
              label={t('word.reason')}
              rules={[{ required: true, whitespace: true, message: t('form.reason_required') }]}
            >
              <Input.TextArea maxLength={200} showCount autoSize={{ minRows: 2, maxRows: 4 }} />
            </Form.Item>
          )}
        </Form>
      )}
    </Window>
  )
}
