// 积分抵现: points used as money, by whole steps, up to a part of the order.

import type { Terms } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Form, InputNumber, Switch } from 'antd'
import { MoneyInput } from '@/ui/MoneyInput'
import { formatPercent, RateInput } from '../RateInput'
import { between, required } from '../rules'
import { sayOffset } from './sentences'
import { Told } from './Told'

const MAX = 100_000_000

export function OffsetFields() {
  const words = useWords()
  const { t } = words
  const offset = Form.useWatch<Terms['offset'] | undefined>('offset')
  const number = [...required(words), ...between(words, 1, MAX)]
  return (
    <>
      <Form.Item
        name={['offset', 'is_on']}
        label={t('terms.offset_is_on')}
        extra={t('terms.offset_is_on_hint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <div className="field-row">
        <Form.Item
          name={['offset', 'step_points']}
          label={t('terms.step_points')}
          extra={t('terms.step_points_hint')}
          rules={number}
        >
          <InputNumber precision={0} className="num" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name={['offset', 'step_value']}
          label={t('terms.step_value')}
          extra={t('terms.step_value_hint')}
          rules={[...required(words), ...between(words, 1, MAX, formatMoney)]}
        >
          <MoneyInput />
        </Form.Item>
        <Form.Item
          name={['offset', 'cap']}
          label={t('terms.offset_cap')}
          extra={t('terms.offset_cap_hint')}
          rules={[...required(words), ...between(words, 0, 10_000, formatPercent)]}
        >
          <RateInput unit={100} suffix="%" />
        </Form.Item>
      </div>
      <Told>{offset && sayOffset(words, offset)}</Told>
    </>
  )
}
