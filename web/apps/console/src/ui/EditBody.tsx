// The form of an edit, on a page or in a window: what stands above its fields, and its fields.

import { useWords } from '@huitong/words/react'
import { Alert, Button, Form, type FormProps } from 'antd'
import type { ReactNode } from 'react'
import { Refusal } from './Refusal'
import { type FieldWords, StaleNotice } from './StaleNotice'
import type { useEdit } from './useEdit'
import './patterns.css'

interface EditBodyProps<Values extends object> {
  name: string
  edit: ReturnType<typeof useEdit<unknown, Values>>
  fields: FieldWords<Values>
  /** What Enter and the button do when all fields are right; it is saved, if absent. */
  submit?: () => void
  /** Told which fields are wrong, where it is led to them by other means than scrolling. */
  failed?: NonNullable<FormProps<Values>['onFinishFailed']>
  children: ReactNode
}

export function EditBody<Values extends object>(props: EditBodyProps<Values>) {
  const { t } = useWords()
  const { edit } = props
  return (
    <Form<Values>
      form={edit.form}
      name={props.name}
      className="fields"
      layout="vertical"
      initialValues={edit.initialValues}
      onValuesChange={edit.keepDraft}
      onFinish={() => (props.submit ? props.submit() : void edit.submit())}
      {...(props.failed ? { onFinishFailed: props.failed } : { scrollToFirstError: true })}
    >
      {edit.isRestored && !edit.clash && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={t('edit.draft_restored')}
          action={<Button onClick={edit.discard}>{t('edit.draft_discard')}</Button>}
        />
      )}
      {edit.clash && (
        <StaleNotice
          clash={edit.clash}
          fields={props.fields}
          takeTheirs={edit.takeTheirs}
          keepMine={() => void edit.keepMine()}
        />
      )}
      {edit.refusal && <Refusal text={edit.refusal} />}
      {props.children}
    </Form>
  )
}
