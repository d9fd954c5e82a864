// A field goes out of use, or comes back; what members said in it stays.

import { type MemberField, ProblemError } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { taggedByVersion } from '@/ui/answer'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { reread } from '@/ui/reread'
import { draftOf, toBody } from './draft'
import { useEditField, useMemberFields } from './queries'
import { labelOf } from './values'

export function RetireField({ field: given, close }: { field: MemberField; close: () => void }) {
  const { t, lang } = useWords()
  const edit = useEditField()
  const fields = useMemberFields()
  const field = fields.data?.items.find(({ id }) => id === given.id) ?? given
  const { id, kind, is_active } = field

  // If the state is old, the new one is read before the refusal is told.
  async function act() {
    const { etag } = taggedByVersion(field)
    const body = toBody(kind, { ...draftOf(field), is_active: !is_active })
    try {
      return await edit.mutateAsync({ id, etag, body })
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412) await reread(fields)()
      throw error
    }
  }

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
      act={act}
    />
  )
}
