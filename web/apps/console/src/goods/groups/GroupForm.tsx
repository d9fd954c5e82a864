// A product group, edited in place.

import type { GoodsGroup } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Form, Input, Switch } from 'antd'
import { EditForm } from '@/ui/EditForm'
import type { FieldWords } from '@/ui/StaleNotice'
import type { GroupPageProps } from './GroupScreen'
import { PicksInput } from './PicksInput'
import { type GroupValues, sayPicks, toBody } from './picks'
import { useReplaceGroup } from './queries'

export function GroupForm({ record, reread }: GroupPageProps) {
  const words = useWords()
  const { t } = words
  const replace = useReplaceGroup(record.data.id)
  return (
    <EditForm<GoodsGroup, GroupValues>
      name="edit_goods_group"
      id={record.data.id}
      record={record}
      reread={reread}
      toValues={({ name, note, is_active, include, exclude }) => ({
        name,
        note,
        is_active,
        include,
        exclude,
      })}
      save={({ etag, values }) => replace.mutateAsync({ etag, body: toBody(values) })}
      fields={groupWords(words)}
    >
      <div className="group-fields">
        <Form.Item
          name="name"
          label={t('goods_group.name')}
          rules={[{ required: true, whitespace: true, message: t('form.required') }]}
        >
          <Input maxLength={120} autoComplete="off" />
        </Form.Item>
        <Form.Item name="note" label={t('goods_group.note')}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="is_active"
          label={t('goods_group.is_active')}
          extra={t('goods_group.off_means')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      </div>
      <div className="group-sides">
        <Form.Item
          name="include"
          label={t('goods_group.include')}
          extra={t('goods_group.include_hint')}
        >
          <PicksInput side={t('goods_group.include')} other="exclude" />
        </Form.Item>
        <Form.Item
          name="exclude"
          label={t('goods_group.exclude')}
          extra={t('goods_group.exclude_hint')}
        >
          <PicksInput side={t('goods_group.exclude')} other="include" />
        </Form.Item>
      </div>
    </EditForm>
  )
}

function groupWords({ t }: Words): FieldWords<GroupValues> {
  return {
    name: { label: t('goods_group.name') },
    note: { label: t('goods_group.note') },
    is_active: {
      label: t('goods_group.is_active'),
      show: (value) => t(value ? 'filter.yes' : 'filter.no'),
    },
    include: { label: t('goods_group.include'), show: sayPicks },
    exclude: { label: t('goods_group.exclude'), show: sayPicks },
  }
}
