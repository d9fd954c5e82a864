// A record edited in a window over its page: saved over the state that it was read in; closing it
// with unsaved changes asks first. See useEdit.

import { useWords } from '@huitong/words/react'
import { EditBody } from './EditBody'
import type { EditFormProps } from './EditForm'
import { useAskToDiscard } from './useAskToDiscard'
import { useEdit } from './useEdit'
import { useUnsavedGuard } from './useUnsavedGuard'
import { Window } from './Window'

interface EditModalProps<T, Values extends object> extends Omit<EditFormProps<T, Values>, 'saved'> {
  title: string
  width?: number
  close: () => void
}

/** Rendered only while it is open, so that it begins with the record as it is then. */
export function EditModal<T, Values extends object>(props: EditModalProps<T, Values>) {
  const { t } = useWords()
  const edit = useEdit<T, Values>({ ...props, saved: props.close })
  const askToDiscard = useAskToDiscard()
  useUnsavedGuard(edit.isDirty, edit.forgetDraft)

  function giveUp() {
    edit.forgetDraft()
    props.close()
  }

  return (
    <Window
      title={props.title}
      width={props.width ?? 560}
      okText={props.submitText ?? t('act.save')}
      cancelText={t('act.cancel')}
      confirmLoading={edit.isSaving}
      mask={{ closable: false }}
      // Belongs to the form, so that Enter in a field sends it.
      okButtonProps={{ htmlType: 'submit', form: props.name }}
      onCancel={() => (edit.isDirty() ? askToDiscard(giveUp) : giveUp())}
      destroyOnHidden
    >
      <EditBody name={props.name} edit={edit} fields={props.fields}>
        {props.children}
      </EditBody>
    </Window>
  )
}
