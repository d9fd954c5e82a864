// A new field of the brand's own. What it holds and its key are for good.

import { useWords } from '@huitong/words/react'
import { Form, Input, Select } from 'antd'
import { ActModal } from '@/ui/ActModal'
import { KINDS, type NewFieldDraft, newDraft, toNew } from './draft'
import { FieldForm } from './FieldForm'
import { useCreateField, useMemberFields } from './queries'

export function CreateField({ close }: { close: () => void }) {
  const { t } = useWords()
  const create = useCreateField()
  const { data } = useMemberFields()
  return (
    <ActModal<NewFieldDraft>
      name="create_field"
      title={t('own_field.create')}
      submitText={t('own_field.create')}
      doneText={t('own_field.created')}
      initialValues={newDraft(data?.items ?? [])}
      close={close}
      submit={(draft) => create.mutateAsync(toNew({ ...newDraft([]), ...draft }))}
    >
      <NewFieldFields />
    </ActModal>
  )
}

function NewFieldFields() {
  const { t, code } = useWords()
  const kind = Form.useWatch('kind')
  return (
    <>
      <Form.Item name="kind" label={t('own_field.kind')} extra={t('own_field.kind_hint')}>
        <Select options={KINDS.map((value) => ({ value, label: code('own_field_kind', value) }))} />
      </Form.Item>
      <Form.Item
        name="key"
        label={t('own_field.key')}
        extra={t('own_field.key_hint')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={32} autoComplete="off" placeholder="skin_type" />
      </Form.Item>
      <FieldForm kind={kind} keptKeys={[]} />
    </>
  )
}
