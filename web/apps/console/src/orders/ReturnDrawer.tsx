// 退货: by line and quantity, with the store that takes the goods back and the reason. Asked once
// more before it happens; what would go back into which tender is worked out by the server.

import type { Order, OrderLine } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, App, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { StoreSelect } from '@/stores/StoreSelect'
import { countColumn, moneyColumn } from '@/ui/Amount'
import { useFocusBack } from '@/ui/focusBack'
import { DrawerForm } from '@/ui/pro'
import { problemOnForm, showProblem } from '@/ui/problems'
import { ReasonField } from '@/ui/ReasonField'
import { Table } from '@/ui/Table'
import { useTypedGuard } from '@/ui/useTypedGuard'
import { useReturnGoods } from './queries'
import { ReturnQuote } from './ReturnQuote'
import { type Chosen, leftOf, linesToReturn } from './returning'

interface Values {
  quantities: Chosen
  store_id: string
  reason: string
  receipt?: string
}

export function ReturnDrawer({ order, close }: { order: Order; close: () => void }) {
  const words = useWords()
  const { t } = words
  const { modal, message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const [refusal, setRefusal] = useState<string>()
  const returnGoods = useReturnGoods(order.id)
  const chosen = Form.useWatch('quantities', form) ?? {}
  const store = Form.useWatch('store_id', form) ?? ''
  const initial = { store_id: order.store_id }
  const guard = useTypedGuard(form, initial, close)
  useFocusBack()

  async function submit({ quantities, store_id, reason, receipt }: Values): Promise<boolean> {
    const lines = linesToReturn(order, quantities ?? {})
    setRefusal(lines.length === 0 ? t('return.nothing_chosen') : undefined)
    if (lines.length === 0) return false
    const isSure = await modal.confirm({
      title: t('return.confirm'),
      content: <ChosenLines order={order} lines={lines} />,
      okText: t('return.submit'),
      cancelText: t('act.cancel'),
      okButtonProps: { danger: true },
    })
    if (!isSure) return false
    try {
      const shown = receipt?.trim() || undefined
      const { receipt: given } = await guard.sending(() =>
        returnGoods.mutateAsync({ lines, store_id, reason, receipt: shown }),
      )
      if (given) message.success(t('return.done', { total: formatMoney(given.total) }))
      else message.info(t('return.waits'), 6)
      close()
      return true
    } catch (error) {
      const shown = problemOnForm(words, error, ['store_id', 'receipt', 'reason'])
      setRefusal(showProblem(form, shown))
      return false
    }
  }

  return (
    <DrawerForm<Values>
      open
      form={form}
      name="return_goods"
      title={t('return.title', { order_no: order.order_no })}
      initialValues={initial}
      drawerProps={{ onClose: guard.giveUp, destroyOnHidden: true, size: 'large' }}
      submitter={{
        searchConfig: { submitText: t('return.submit'), resetText: t('act.cancel') },
        resetButtonProps: { onClick: guard.giveUp },
      }}
      onFinish={submit}
    >
      {refusal && (
        <Alert type="error" showIcon title={refusal} role="alert" style={{ marginBottom: 16 }} />
      )}
      <ReturnLines order={order} />
      <ReturnQuote order={order} chosen={chosen} store={store} />
      <Form.Item
        name="store_id"
        label={t('return.store')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <StoreSelect />
      </Form.Item>
      <Form.Item name="receipt" label={t('return.receipt')} extra={t('return.receipt_hint')}>
        <Input maxLength={64} autoComplete="off" allowClear />
      </Form.Item>
      <ReasonField />
    </DrawerForm>
  )
}

function ReturnLines({ order }: { order: Order }) {
  const { t } = useWords()
  return (
    <Table<OrderLine>
      size="small"
      rowKey="line_id"
      dataSource={order.lines.filter((line) => leftOf(line) > 0)}
      pagination={false}
      style={{ marginBottom: 24 }}
      columns={[
        { key: 'name', title: t('word.goods'), dataIndex: 'name' },
        moneyColumn<OrderLine>('total', t('line.total'), ({ total }) => total),
        countColumn<OrderLine>('left', t('return.left'), leftOf),
        {
          key: 'quantity',
          title: t('return.quantity'),
          render: (_, line) => (
            <Form.Item name={['quantities', line.line_id]} noStyle>
              <InputNumber
                min={0}
                max={leftOf(line)}
                precision={0}
                placeholder="0"
                aria-label={t('return.quantity_of', { name: line.name })}
              />
            </Form.Item>
          ),
        },
      ]}
    />
  )
}

function ChosenLines({ order, lines }: { order: Order; lines: ReturnType<typeof linesToReturn> }) {
  const nameOf = new Map(order.lines.map(({ line_id, name }) => [line_id, name]))
  return (
    <ul>
      {lines.map(({ line_id, quantity }) => (
        <li key={line_id}>
          {nameOf.get(line_id)} × {quantity}
        </li>
      ))}
    </ul>
  )
}
