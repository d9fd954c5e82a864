// 新建分组: under a name; its goods are chosen on its page.

import type { WriteGoodsGroup } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input } from 'antd'
import { useNavigate } from 'react-router'
import { ActModal } from '@/ui/ActModal'
import { useCreateGroup } from './queries'

type Values = Pick<WriteGoodsGroup, 'name' | 'note'>

export function AddGroup({ close }: { close: () => void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const create = useCreateGroup()

  async function submit({ name, note }: Values): Promise<void> {
    const { id } = await create.mutateAsync({ name: name.trim(), note: note?.trim() ?? '' })
    void navigate(`/goods-groups/${id}`)
  }

  return (
    <ActModal<Values, void>
      name="add_goods_group"
      title={t('goods_group.add')}
      submitText={t('goods_group.add')}
      doneText={t('goods_group.added')}
      close={close}
      submit={submit}
    >
      <Form.Item
        name="name"
        label={t('goods_group.name')}
        extra={t('goods_group.name_hint')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={120} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="note" label={t('goods_group.note')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </ActModal>
  )
}
