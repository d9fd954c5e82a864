// A till's name, and whether it may be used.

import type { EditTill as EditTillBody, Tagged, Till } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input, Radio } from 'antd'
import { taggedByVersion } from '@/ui/answer'
import { EditModal } from '@/ui/EditModal'
import { useEditTill } from './tills'

type TillValues = Pick<Till, 'name' | 'is_active'>

interface EditTillProps {
  till: Till
  reread: () => Promise<Tagged<Till>>
  close: () => void
}

export function EditTill({ till, reread, close }: EditTillProps) {
  const { t } = useWords()
  const edit = useEditTill(till.store_id, till.id)
  const stateText = (is_active: boolean) => t(is_active ? 'till.active' : 'till.inactive')
  return (
    <EditModal<Till, TillValues>
      name="edit_till"
      id={till.id}
      title={t('till.edit')}
      record={taggedByVersion(till)}
      reread={reread}
      toValues={({ name, is_active }) => ({ name, is_active })}
      save={({ etag, changed }) => edit.mutateAsync({ etag, body: changed as EditTillBody })}
      fields={{
        name: { label: t('till.name') },
        is_active: { label: t('store.state'), show: stateText },
      }}
      close={close}
    >
      <Form.Item
        name="name"
        label={t('till.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="is_active" label={t('store.state')} extra={t('till.inactive_means')}>
        <Radio.Group options={[true, false].map((value) => ({ value, label: stateText(value) }))} />
      </Form.Item>
    </EditModal>
  )
}
