// A new key: what it is for, what it may do, in which stores, how long.

import type { Permission } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input, Radio, Select } from 'antd'
import { useStoreOptions } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { required, textUpTo } from '../rules'
import { endsAfter, LASTING } from './granting'
import { PermissionPicker } from './PermissionPicker'
import { useMakeApiKey } from './queries'

interface Values {
  name: string
  permissions: Permission[]
  store_ids?: string[]
  days: number
}

interface MakeApiKeyProps {
  close: () => void
  made: (made: { token: string | null }) => void
}

export function MakeApiKey({ close, made }: MakeApiKeyProps) {
  const words = useWords()
  const { t } = words
  const make = useMakeApiKey()
  const stores = useStoreOptions()
  return (
    <ActModal<Values>
      name="make_api_key"
      title={t('api_key.make')}
      submitText={t('api_key.make')}
      doneText={t('api_key.made')}
      initialValues={{ permissions: [], days: 90 }}
      close={close}
      submit={async ({ name, permissions, store_ids = [], days }) => {
        const answer = await make.mutateAsync({
          name: name.trim(),
          permissions,
          ends_at: endsAfter(days, new Date()),
          ...(store_ids.length > 0 ? { store_ids } : {}),
        })
        made(answer)
      }}
    >
      <Form.Item
        name="name"
        label={t('api_key.name')}
        extra={t('api_key.name_hint')}
        rules={textUpTo(words, 60)}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="permissions"
        label={t('api_key.permissions')}
        extra={t('api_key.permissions_hint')}
        rules={[{ required: true, type: 'array', message: t('field.list.empty') }]}
      >
        <PermissionPicker />
      </Form.Item>
      <Form.Item name="store_ids" label={t('api_key.stores')} extra={t('api_key.stores_hint')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={stores}
          placeholder={t('api_key.all_stores')}
        />
      </Form.Item>
      <Form.Item
        name="days"
        label={t('api_key.days')}
        extra={t('api_key.days_hint')}
        rules={required(words)}
      >
        <Radio.Group
          options={LASTING.map((days) => ({ value: days, label: t('api_key.lasting', { days }) }))}
        />
      </Form.Item>
    </ActModal>
  )
}
