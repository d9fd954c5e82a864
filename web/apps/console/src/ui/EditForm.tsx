// A record edited on a page of its own, or in a card of a page: saved over the state that it was
// read in, guarded against being left unsaved. See useEdit.

import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import type { ReactNode } from 'react'
import { EditBody } from './EditBody'
import type { FieldWords } from './StaleNotice'
import { type EditProps, useEdit } from './useEdit'
import { useUnsavedGuard } from './useUnsavedGuard'

export interface EditFormProps<T, Values extends object> extends EditProps<T, Values> {
  /** How the fields are called where two edits met. */
  fields: FieldWords<Values>
  submitText?: string
  children: ReactNode
}

export function EditForm<T, Values extends object>(props: EditFormProps<T, Values>) {
  const { t } = useWords()
  const edit = useEdit<T, Values>(props)
  useUnsavedGuard(edit.isDirty, edit.forgetDraft)
  return (
    <EditBody name={props.name} edit={edit} fields={props.fields}>
      {props.children}
      <Flex gap={8}>
        <Button type="primary" htmlType="submit" loading={edit.isSaving}>
          {props.submitText ?? t('act.save')}
        </Button>
        <Button onClick={edit.discard}>{t('act.discard')}</Button>
      </Flex>
    </EditBody>
  )
}
