// A field goes out of use, or comes back; what members said in it stays.

import type { MemberField } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { taggedByVersion } from '@/ui/answer'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { draftOf, toBody } from './draft'
import { useEditField } from './queries'
import { labelOf } from './values'

export function RetireField({ field, close }: { field: MemberField; close: () => void }) {
  const { t, lang } = useWords()
  const edit = useEditField()
  const { id, kind, is_active } = field
  const word = t(is_active ? 'own_field.retire' : 'own_field.restore')
  return (
    <ConfirmAct
      name="retire_field"
      title={`${word} · ${labelOf(field, lang)}`}
      text={t(is_active ? 'own_field.retire_means' : 'own_field.restore_means')}
      submitText={word}
      doneText={t(is_active ? 'own_field.retire_done' : 'own_field.restore_done')}
      isDanger={is_active}
      close={close}
      act={() => {
        const { etag } = taggedByVersion(field)
        return edit.mutateAsync({ id, etag, body: toBody(kind, draftOf(field), !is_active) })
      }}
    />
  )
}
