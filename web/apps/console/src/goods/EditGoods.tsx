// 编辑商品: the name and the place in the tree; the code stays.

import type { Goods } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input } from 'antd'
import { EditModal } from '@/ui/EditModal'
import { CategoryPath, CategorySelect } from './categories/CategorySelect'
import type { GoodsPageProps } from './GoodsScreen'
import { useEditGoods } from './queries'

interface Values {
  name: string
  category_id: string | null | undefined
}

export function EditGoods({ goods, reread, close }: GoodsPageProps & { close: () => void }) {
  const { t } = useWords()
  const { id } = goods.data
  const edit = useEditGoods(id)
  return (
    <EditModal<Goods, Values>
      name="edit_goods"
      id={id}
      title={t('goods.edit')}
      record={goods}
      reread={reread}
      toValues={({ name, category_id }) => ({ name, category_id })}
      save={({ etag, changed: { name, ...rest } }) =>
        edit.mutateAsync({ etag, body: { ...rest, ...(name ? { name: name.trim() } : {}) } })
      }
      fields={{
        name: { label: t('goods.name') },
        category_id: { label: t('word.category'), show: (value) => <CategoryPath id={value} /> },
      }}
      close={close}
    >
      <Form.Item
        name="name"
        label={t('goods.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="category_id" label={t('word.category')}>
        <CategorySelect />
      </Form.Item>
    </EditModal>
  )
}
