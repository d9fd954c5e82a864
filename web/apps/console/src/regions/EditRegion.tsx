// What people call a region.

import type { EditRegion as EditRegionBody, Region } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input } from 'antd'
import { taggedByVersion } from '@/ui/answer'
import { EditModal } from '@/ui/EditModal'
import { useEditRegion, useRereadRegion } from './queries'

export function EditRegion({ region, close }: { region: Region; close: () => void }) {
  const { t } = useWords()
  const edit = useEditRegion(region.id)
  const reread = useRereadRegion(region.id)
  return (
    <EditModal<Region, Pick<Region, 'name'>>
      name="edit_region"
      id={region.id}
      title={t('region.edit')}
      record={taggedByVersion(region)}
      reread={reread}
      toValues={({ name }) => ({ name })}
      save={({ etag, changed }) => edit.mutateAsync({ etag, body: changed as EditRegionBody })}
      fields={{ name: { label: t('region.name') } }}
      close={close}
    >
      <Form.Item
        name="name"
        label={t('region.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
    </EditModal>
  )
}
