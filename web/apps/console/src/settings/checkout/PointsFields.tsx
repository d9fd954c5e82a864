// 积分: earned by what is paid, used as money, gone after a while; and how the tier's discount
// meets the member price.

import type { Terms } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card, Form, InputNumber, Radio } from 'antd'
import { MoneyInput } from '@/ui/MoneyInput'
import { between, required } from '../rules'
import { OffsetFields } from './OffsetFields'
import { sayEarn } from './sentences'
import { Told } from './Told'

const MONEY_MAX = 100_000_000

export function PointsFields() {
  const { t } = useWords()
  return (
    <>
      <Card size="small" title={t('terms.earn')}>
        <EarnFields />
      </Card>
      <Card size="small" title={t('terms.offset')}>
        <OffsetFields />
      </Card>
      <Card size="small" title={t('terms.price')}>
        <Form.Item
          name="member_price_excludes_tier"
          label={t('terms.member_price')}
          extra={t('terms.member_price_hint')}
        >
          <Radio.Group
            options={[
              { value: false, label: t('terms.member_price_both') },
              { value: true, label: t('terms.member_price_lower') },
            ]}
          />
        </Form.Item>
      </Card>
    </>
  )
}

function EarnFields() {
  const words = useWords()
  const { t, code } = words
  const earn = Form.useWatch<Terms['earn'] | undefined>('earn')
  return (
    <>
      <div className="field-row">
        <Form.Item
          name={['earn', 'per_amount']}
          label={t('terms.per_amount')}
          extra={t('terms.per_amount_hint')}
          rules={[...required(words), ...between(words, 1, MONEY_MAX, formatMoney)]}
        >
          <MoneyInput />
        </Form.Item>
        <Form.Item
          name={['earn', 'points']}
          label={t('terms.points')}
          extra={t('terms.points_hint')}
          rules={[...required(words), ...between(words, 0, 1_000_000)]}
        >
          <InputNumber precision={0} className="num" style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item
        name={['earn', 'rounding']}
        label={t('terms.rounding')}
        extra={t('terms.rounding_hint')}
      >
        <Radio.Group
          options={(['down', 'half_up'] as const).map((value) => ({
            value,
            label: code('points_rounding', value),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="points_valid_days"
        label={t('terms.expiry')}
        extra={t('terms.expiry_hint')}
        rules={between(words, 1, 36_500)}
      >
        <InputNumber
          precision={0}
          className="num"
          placeholder={t('terms.expiry_never')}
          suffix={t('word.days')}
          style={{ width: '100%', maxWidth: 240 }}
        />
      </Form.Item>
      <Told>{earn && sayEarn(words, earn)}</Told>
    </>
  )
}
