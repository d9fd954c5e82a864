// 新建类目: at the top, or below another.

import type { Category } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input } from 'antd'
import { ActModal } from '@/ui/ActModal'
import { CategorySelect } from './CategorySelect'
import { useCreateCategory } from './queries'

interface Values {
  name: string
  parent_id?: string
}

export function AddCategory({ parent, close }: { parent?: Category; close: () => void }) {
  const { t } = useWords()
  const create = useCreateCategory()
  return (
    <ActModal<Values>
      name="add_category"
      title={t('category.create')}
      submitText={t('act.save')}
      doneText={t('category.created')}
      initialValues={parent ? { parent_id: parent.id } : {}}
      close={close}
      submit={({ name, parent_id }) =>
        create.mutateAsync({ name: name.trim(), ...(parent_id ? { parent_id } : {}) })
      }
    >
      <Form.Item
        name="name"
        label={t('category.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={120} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="parent_id" label={t('category.parent')}>
        <CategorySelect placeholder={t('category.at_top')} />
      </Form.Item>
    </ActModal>
  )
}
