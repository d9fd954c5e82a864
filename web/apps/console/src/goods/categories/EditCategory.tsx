// A category renamed, or moved with all that is below it.

import { type Category, taggedByVersion } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input } from 'antd'
import { EditModal } from '@/ui/EditModal'
import { CategoryPath, CategorySelect } from './CategorySelect'
import { idsBelow } from './categories'
import { NO_CATEGORIES, readCategory, useCategories, useEditCategory } from './queries'

interface Values {
  name: string
  parent_id: string | null | undefined
}

export function EditCategory({ category, close }: { category: Category; close: () => void }) {
  const { t } = useWords()
  const { id } = category
  const edit = useEditCategory(id)
  const categories = useCategories().data ?? NO_CATEGORIES
  const showParent = (parent: string | null | undefined) =>
    parent ? <CategoryPath id={parent} /> : t('category.at_top')
  return (
    <EditModal<Category, Values>
      name="edit_category"
      id={id}
      title={t('category.edit')}
      record={taggedByVersion(category)}
      reread={async () => taggedByVersion(await readCategory(id))}
      toValues={({ name, parent_id }) => ({ name, parent_id })}
      save={({ etag, changed: { name, ...rest } }) =>
        edit.mutateAsync({ etag, body: { ...rest, ...(name ? { name: name.trim() } : {}) } })
      }
      fields={{
        name: { label: t('category.name') },
        parent_id: { label: t('category.parent'), show: showParent },
      }}
      close={close}
    >
      <Form.Item
        name="name"
        label={t('category.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="parent_id" label={t('category.parent')} extra={t('category.move_hint')}>
        <CategorySelect
          placeholder={t('category.at_top')}
          without={[id, ...idsBelow(categories, id)]}
        />
      </Form.Item>
    </EditModal>
  )
}
