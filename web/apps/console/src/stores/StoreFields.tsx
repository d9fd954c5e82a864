// The fields of a store that are asked for when it is founded as well as later.

import { useWords } from '@huitong/words/react'
import { Form, Input, Radio } from 'antd'
import { RegionSelect } from '@/regions/RegionSelect'
import { CutoffInput } from './CutoffInput'
import { ZoneSelect } from './ZoneSelect'

export const OWNERSHIPS = ['owned', 'franchised'] as const

export function StoreFields() {
  const { t, code } = useWords()
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <>
      <Form.Item name="name" label={t('store.name')} rules={required}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="region_id" label={t('word.region')}>
        <RegionSelect />
      </Form.Item>
      <Form.Item name="ownership" label={t('store.ownership')}>
        <Radio.Group
          options={OWNERSHIPS.map((value) => ({ value, label: code('ownership', value) }))}
        />
      </Form.Item>
      <Form.Item
        name="phone"
        label={t('store.phone')}
        rules={[{ pattern: /^[0-9+() -]{3,32}$/, message: t('store.phone_wrong') }]}
      >
        <Input type="tel" maxLength={32} autoComplete="off" />
      </Form.Item>
      <Form.Item name="address" label={t('store.address')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="zone" label={t('store.zone')}>
        <ZoneSelect />
      </Form.Item>
      <Form.Item name="cutoff" label={t('store.cutoff')} extra={t('store.cutoff_hint')}>
        <CutoffInput />
      </Form.Item>
    </>
  )
}
