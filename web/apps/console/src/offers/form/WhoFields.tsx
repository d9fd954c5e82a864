// Who may have it, where and when.

import type { OfferCondition } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Checkbox, Form, Input, Select } from 'antd'
import { useTiers } from '@/members/queries'
import { useRegionOptions } from '@/regions/RegionSelect'
import { useStoreOptions } from '@/stores/StoreSelect'
import { sayCondition, weekday } from '../sentences'
import { useNames } from '../useNames'
import { MomentInput } from './inputs'
import { minutesOf } from './who'

const CHANNELS = ['till', 'online'] as const
const PAYMENTS = ['cash', 'card', 'stored_value', 'wechat', 'alipay'] as const
const SEARCHED = { showSearch: { optionFilterProp: 'label' } } as const

export function WhoFields({ tree }: { tree: OfferCondition | undefined }) {
  return (
    <>
      {tree ? <Tree tree={tree} /> : <Simple />}
      <ScheduleFields />
    </>
  )
}

function Tree({ tree }: { tree: OfferCondition }) {
  const words = useWords()
  const names = useNames([])
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 16 }}
      title={words.t('offer_form.complex')}
      description={sayCondition(words, tree, names).join('；')}
    />
  )
}

function Simple() {
  const { t, code } = useWords()
  const tiers = useTiers().data?.items ?? []
  const stores = useStoreOptions()
  const regions = useRegionOptions()
  const at = (name: string) => ['who', name]
  const timeRule = {
    validator: (_: unknown, text: string | undefined) =>
      !text || minutesOf(text) !== undefined
        ? Promise.resolve()
        : Promise.reject(new Error(t('offer_form.time_wrong'))),
  }
  return (
    <Form.Item name="who" noStyle>
      <div>
        <div className="offer-checks">
          <Form.Item name={at('is_member')} valuePropName="checked">
            <Checkbox>{t('offer_form.members_only')}</Checkbox>
          </Form.Item>
          <Form.Item name={at('is_first_order')} valuePropName="checked">
            <Checkbox>{t('offer_form.first_order')}</Checkbox>
          </Form.Item>
        </div>
        <div className="field-row">
          <Form.Item name={at('tiers')} label={t('offer_form.tiers')}>
            <Select
              mode="multiple"
              options={tiers.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Form.Item name={at('birthday')} label={t('offer_form.birthday')}>
            <Select
              allowClear
              placeholder={t('offer_form.birthday_none')}
              options={(['birthday', 'birthday_month'] as const).map((value) => ({
                value,
                label: t(`offer_form.birthday_${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name={at('stores')} label={t('offer_form.stores')}>
            <Select mode="multiple" options={stores} {...SEARCHED} />
          </Form.Item>
          <Form.Item name={at('regions')} label={t('offer_form.regions')}>
            <Select mode="multiple" options={regions} {...SEARCHED} />
          </Form.Item>
          <Form.Item name={at('channels')} label={t('offer_form.channels')}>
            <Select
              mode="multiple"
              options={CHANNELS.map((value) => ({ value, label: code('sold_by', value) }))}
            />
          </Form.Item>
          <Form.Item name={at('payment')} label={t('offer_form.payment')}>
            <Select
              mode="multiple"
              options={PAYMENTS.map((value) => ({ value, label: code('pay_with', value) }))}
            />
          </Form.Item>
          <Form.Item name={at('weekdays')} label={t('offer_form.weekdays')}>
            <Select
              mode="multiple"
              options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: t(weekday(value)) }))}
            />
          </Form.Item>
          <Form.Item name={at('month_days')} label={t('offer_form.month_days')}>
            <Select
              mode="multiple"
              options={Array.from({ length: 31 }, (_, day) => ({
                value: day + 1,
                label: String(day + 1),
              }))}
            />
          </Form.Item>
          <Form.Item name={at('hours_from')} label={t('offer_form.hours_from')} rules={[timeRule]}>
            <Input placeholder="09:30" autoComplete="off" />
          </Form.Item>
          <Form.Item name={at('hours_to')} label={t('offer_form.hours_to')} rules={[timeRule]}>
            <Input placeholder="22:00" autoComplete="off" />
          </Form.Item>
        </div>
      </div>
    </Form.Item>
  )
}

function ScheduleFields() {
  const { t } = useWords()
  return (
    <div className="field-row">
      <Form.Item name={['schedule', 'starts_at']} label={t('offer_form.starts_at')}>
        <MomentInput />
      </Form.Item>
      <Form.Item name={['schedule', 'ends_at']} label={t('offer_form.ends_at')}>
        <MomentInput />
      </Form.Item>
    </div>
  )
}
