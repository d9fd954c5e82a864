// 调整库存: what was counted, or by how many it rises or falls, and why.

import type { ChangeStock as ChangeStockBody, Sku } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Form, InputNumber } from 'antd'
import { ActModal } from '@/ui/ActModal'
import { ProFormRadio } from '@/ui/pro'
import { ReasonField } from '@/ui/ReasonField'
import { skuName } from '../sku'
import { type Shelf, useChangeStock } from './queries'

const QUANTITY_MAX = 100_000_000

interface ChangeStockProps {
  sku: Sku
  shelf: Shelf
  now: number
  close: () => void
}

export function ChangeStock({ sku, shelf, now, close }: ChangeStockProps) {
  const { t, code } = useWords()
  const change = useChangeStock(shelf)
  return (
    <ActModal<ChangeStockBody, { quantity: number }>
      name="change_stock"
      title={t('stock.change_of', { name: skuName(sku) })}
      submitText={t('act.save')}
      doneText={({ quantity }) => t('stock.changed', { quantity })}
      initialValues={{ kind: 'count' }}
      close={close}
      submit={(values) => change.mutateAsync({ ...values, reason: values.reason.trim() })}
    >
      <p>{t('stock.now_is', { quantity: formatCount(now) })}</p>
      <ProFormRadio.Group
        name="kind"
        label={t('stock.how')}
        options={(['count', 'adjustment'] as const).map((kind) => ({
          value: kind,
          label: code('stock_change', kind),
        }))}
      />
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) => <Quantity isCount={getFieldValue('kind') === 'count'} />}
      </Form.Item>
      <ReasonField />
    </ActModal>
  )
}

function Quantity({ isCount }: { isCount: boolean }) {
  const { t } = useWords()
  return (
    <Form.Item
      name="quantity"
      label={t(isCount ? 'stock.counted' : 'stock.by')}
      extra={isCount ? undefined : t('stock.by_hint')}
      dependencies={['kind']}
      rules={[
        { required: true, message: t('form.required') },
        {
          validator: async (_, quantity?: number | null) => {
            if (isCount && typeof quantity === 'number' && quantity < 0) {
              throw new Error(t('field.number.too_small', { min: 0 }))
            }
            if (!isCount && quantity === 0) throw new Error(t('form.not_zero'))
          },
        },
      ]}
    >
      <InputNumber
        precision={0}
        min={-QUANTITY_MAX}
        max={QUANTITY_MAX}
        style={{ width: 200 }}
        inputMode="numeric"
      />
    </Form.Item>
  )
}
