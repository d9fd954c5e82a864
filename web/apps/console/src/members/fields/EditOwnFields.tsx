// 更多资料 edited: the fields of the brand's own, saved over the state that was read.

import type { Member, MemberField, SetMemberFields } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form } from 'antd'
import { taggedByVersion } from '@/ui/answer'
import { EditModal } from '@/ui/EditModal'
import { reread } from '@/ui/reread'
import { useMember } from '../queries'
import { FieldInput } from './FieldInput'
import { useSetFields } from './queries'
import { type FieldValues, inForm, labelOf, sayValue, toBody, valuesOf } from './values'

interface EditOwnFieldsProps {
  member: Member
  fields: readonly MemberField[]
  close: () => void
}

export function EditOwnFields({ member, fields, close }: EditOwnFieldsProps) {
  const words = useWords()
  const { t, lang } = words
  const known = useMember(member.id)
  const set = useSetFields(member.id)
  const told = fields.map((field) => [
    field.key,
    {
      label: labelOf(field, lang),
      show: (value: FieldValues[string]) => sayValue(words, field, value),
    },
  ])
  return (
    <EditModal<Member, FieldValues>
      name="own_fields"
      id={member.id}
      title={t('member.edit_own_fields')}
      record={taggedByVersion(member)}
      reread={async () => taggedByVersion(await reread(known)())}
      toValues={(one) => valuesOf(one, fields)}
      save={({ etag, changed }) => {
        const values = Object.fromEntries(toBody(changed)) as SetMemberFields['fields']
        return set.mutateAsync({ etag, body: { fields: values } }).catch((error: unknown) => {
          throw inForm(error)
        })
      }}
      fields={Object.fromEntries(told)}
      close={close}
    >
      {fields.map((field) => (
        <Form.Item
          key={field.key}
          name={field.key}
          label={labelOf(field, lang)}
          rules={field.is_required ? [{ required: true, message: t('form.required') }] : []}
        >
          <FieldInput field={field} />
        </Form.Item>
      ))}
    </EditModal>
  )
}
