// With what it goes together, how much of it there is, and whose money it is.

import type { OfferEffect } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, InputNumber, Select } from 'antd'
import { RateInput } from '@/settings/RateInput'
import { MoneyInput } from '@/ui/MoneyInput'
import { CountInput } from './inputs'

const ONCE: readonly OfferEffect['kind'][] = ['percent_off', 'amount_off', 'member_price', 'ladder']
const LIMITS = [
  'uses',
  'uses_a_day',
  'uses_a_store_day',
  'uses_a_member',
  'uses_a_member_day',
] as const
const BEARERS = ['headquarters', 'store', 'supplier'] as const

interface StackFieldsProps {
  layer: string
  effect: OfferEffect['kind'] | undefined
}

export function StackFields({ layer, effect }: StackFieldsProps) {
  const { t } = useWords()
  const isPrice = layer === 'item_price'
  const repeats = effect !== undefined && !ONCE.includes(effect) && !isPrice
  return (
    <>
      <div className="field-row">
        <Form.Item name={['rule', 'stacking', 'alone']} label={t('offer_form.alone')}>
          <Select
            options={(['no', 'in_layer', 'in_order'] as const).map((value) => ({
              value,
              label: t(`offer_form.alone_${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name={['rule', 'stacking', 'groups']}
          label={t('offer_form.groups')}
          extra={t('offer_form.groups_hint')}
        >
          <Select mode="tags" open={false} suffixIcon={null} />
        </Form.Item>
        <Form.Item name={['rule', 'priority']} label={t('offer_form.priority')}>
          <InputNumber precision={0} className="num" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name={['rule', 'base']} label={t('offer_form.base')}>
          <Select
            options={(['discounted', 'original'] as const).map((value) => ({
              value,
              label: t(`offer_form.base_${value}`),
            }))}
          />
        </Form.Item>
        {repeats && (
          <Form.Item name={['rule', 'times_max']} label={t('offer_form.times_max')}>
            <CountInput />
          </Form.Item>
        )}
        {!isPrice && effect !== undefined && (
          <Form.Item name={['rule', 'amount_max']} label={t('offer_form.amount_max')}>
            <MoneyInput />
          </Form.Item>
        )}
      </div>
      <div className="field-row">
        <Form.Item name={['limits', 'budget']} label={t('offer.budget')}>
          <MoneyInput placeholder={t('offer.no_limit')} />
        </Form.Item>
        {LIMITS.map((name) => (
          <Form.Item key={name} name={['limits', name]} label={t(`offer.${name}`)}>
            <CountInput />
          </Form.Item>
        ))}
      </div>
      <BearerFields />
    </>
  )
}

function BearerFields() {
  const { t } = useWords()
  return (
    <fieldset className="offer-part">
      <legend>{t('offer.bearers')}</legend>
      <div className="field-row">
        {BEARERS.map((name) => (
          <Form.Item
            key={name}
            name={['bearers', name]}
            label={t(`offer.bearer_${name}`)}
            dependencies={BEARERS.filter((one) => one !== name).map((one) => ['bearers', one])}
            rules={[
              ({ getFieldValue }) => ({
                validator: () => {
                  const sum = BEARERS.reduce(
                    (all, one) => all + (getFieldValue(['bearers', one]) ?? 0),
                    0,
                  )
                  return sum === 10_000
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('field.value.not_whole')))
                },
              }),
            ]}
          >
            <RateInput unit={100} suffix="%" />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  )
}
