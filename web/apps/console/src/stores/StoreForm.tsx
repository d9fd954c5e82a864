// A store's own data, edited in place.

import type { EditStore, Opening, Store, Tagged } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Form, InputNumber, Radio, Switch } from 'antd'
import { RegionName } from '@/regions/RegionSelect'
import { EditForm } from '@/ui/EditForm'
import type { FieldWords } from '@/ui/StaleNotice'
import { timeOf } from './clock'
import { HoursInput } from './HoursInput'
import { HoursText } from './HoursText'
import { overlapping } from './hours'
import { useEditStore } from './queries'
import { StoreFields } from './StoreFields'

type StoreValues = Pick<
  Store,
  | 'name'
  | 'region_id'
  | 'ownership'
  | 'phone'
  | 'address'
  | 'zone'
  | 'cutoff'
  | 'allows_negative_stock'
  | 'is_open'
  | 'opening_hours'
  | 'area_m2'
>

/** As many columns as there is room for. */
const COLUMNS = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
  columnGap: 32,
}

interface StoreFormProps {
  record: Tagged<Store>
  reread: () => Promise<Tagged<Store>>
}

export function StoreForm({ record, reread }: StoreFormProps) {
  const words = useWords()
  const { t } = words
  const { id } = record.data
  const edit = useEditStore(id)
  return (
    <EditForm<Store, StoreValues>
      name="edit_store"
      id={id}
      record={record}
      reread={reread}
      toValues={toValues}
      // Only what may be empty is ever emptied: the form holds the rest.
      save={({ etag, changed }) => edit.mutateAsync({ etag, body: changed as EditStore })}
      fields={storeWords(words)}
    >
      <div style={COLUMNS}>
        <StoreFields />
        <Form.Item name="area_m2" label={t('store.area')}>
          <InputNumber min={1} max={1_000_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="is_open" label={t('store.state')} extra={t('store.closed_means')}>
          <Radio.Group
            options={[
              { value: true, label: t('store_state.open') },
              { value: false, label: t('store_state.closed') },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="allows_negative_stock"
          label={t('store.negative_stock')}
          extra={t('store.negative_stock_hint')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      </div>
      <Form.Item
        name="opening_hours"
        // Times that are wrong are marked one by one.
        validateStatus=""
        label={t('store.hours')}
        extra={t('store.hours_hint')}
        rules={[
          {
            validator: async (_, openings: Opening[]) => {
              if (overlapping(openings).length > 0) throw new Error(t('store.hours_overlap'))
            },
          },
        ]}
      >
        <HoursInput />
      </Form.Item>
    </EditForm>
  )
}

function toValues(store: Store): StoreValues {
  const { name, region_id, ownership, phone, address, zone, cutoff } = store
  const { allows_negative_stock, is_open, opening_hours, area_m2 } = store
  return {
    name,
    region_id,
    ownership,
    phone,
    address,
    zone,
    cutoff,
    allows_negative_stock,
    is_open,
    opening_hours,
    area_m2,
  }
}

function storeWords({ t, code }: Words): FieldWords<StoreValues> {
  const yesNo = (value: boolean) => t(value ? 'filter.yes' : 'filter.no')
  return {
    name: { label: t('store.name') },
    region_id: { label: t('word.region'), show: (id) => <RegionName id={id} /> },
    ownership: { label: t('store.ownership'), show: (value) => code('ownership', value) },
    phone: { label: t('store.phone') },
    address: { label: t('store.address') },
    zone: { label: t('store.zone') },
    cutoff: { label: t('store.cutoff'), show: timeOf },
    allows_negative_stock: { label: t('store.negative_stock'), show: yesNo },
    is_open: {
      label: t('store.state'),
      show: (value) => t(value ? 'store_state.open' : 'store_state.closed'),
    },
    opening_hours: {
      label: t('store.hours'),
      show: (openings) => <HoursText openings={openings} />,
    },
    area_m2: { label: t('store.area') },
  }
}
