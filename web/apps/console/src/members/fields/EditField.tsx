// A field of the brand's own is changed, saved over the state that was read.

import type { MemberField } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { taggedByVersion } from '@/ui/answer'
import { EditModal } from '@/ui/EditModal'
import { reread } from '@/ui/reread'
import { draftOf, type FieldDraft, toBody } from './draft'
import { FieldForm } from './FieldForm'
import { useEditField, useMemberFields } from './queries'
import { labelOf } from './values'

export function EditField({ field, close }: { field: MemberField; close: () => void }) {
  const { t, lang } = useWords()
  const fields = useMemberFields()
  const edit = useEditField()
  const flag = (value: boolean) => t(value ? 'word.yes' : 'word.no')
  return (
    <EditModal<MemberField, FieldDraft>
      name="edit_field"
      id={field.id}
      title={t('own_field.edit', { name: labelOf(field, lang) })}
      record={taggedByVersion(field)}
      reread={async () => {
        const { items } = await reread(fields)()
        const now = items.find(({ id }) => id === field.id)
        if (!now) throw new Error('the field is gone')
        return taggedByVersion(now)
      }}
      toValues={draftOf}
      save={({ etag, values }) =>
        edit.mutateAsync({ id: field.id, etag, body: toBody(field.kind, values) })
      }
      fields={{
        zh: { label: t('own_field.zh') },
        en: { label: t('own_field.en') },
        choices: {
          label: t('own_field.choices'),
          show: (choices) => choices.map((choice) => labelOf(choice, lang)).join(', '),
        },
        is_required: { label: t('own_field.is_required'), show: flag },
        is_searchable: { label: t('own_field.is_searchable'), show: flag },
        least: { label: t('own_field.least_short') },
        most: { label: t('own_field.most_short') },
        position: { label: t('own_field.position') },
        is_active: { label: t('own_field.in_use'), show: flag },
      }}
      close={close}
    >
      <FieldForm kind={field.kind} keptKeys={field.choices.map(({ key }) => key)} />
    </EditModal>
  )
}
