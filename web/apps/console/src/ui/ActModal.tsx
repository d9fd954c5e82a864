// A small form in a window that does one thing: wrong fields are told at the fields, a refusal
// above them, and the window stays open until it is done or given up, which asks where something
// was typed.

import { useWords } from '@huitong/words/react'
import { App, Form } from 'antd'
import { type ReactNode, useState } from 'react'
import { useFocusBack } from './focusBack'
import { ModalForm } from './pro'
import { clearProblems, problemOnForm, showProblem } from './problems'
import { Refusal } from './Refusal'
import { useTypedGuard } from './useTypedGuard'

interface ActModalProps<Values, Out> {
  /** The form's name: ids of its fields begin with it, so that labels point at the right ones. */
  name: string
  title: string
  submitText: string
  isDanger?: boolean
  initialValues?: Partial<Values>
  close: () => void
  submit: (values: Values) => Promise<Out>
  /** Told when it is done; by the answer, where that says what became of it. */
  doneText: string | ((answer: Out) => string)
  children: ReactNode
}

/** Rendered only while it is open, so that it begins afresh each time. */
export function ActModal<Values extends object, Out = unknown>(props: ActModalProps<Values, Out>) {
  const words = useWords()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const [refusal, setRefusal] = useState<string>()
  const guard = useTypedGuard(form, props.initialValues ?? {}, props.close)
  useFocusBack()

  async function submit(values: Values): Promise<boolean> {
    setRefusal(undefined)
    clearProblems(form)
    let answer: Out
    try {
      answer = await guard.sending(() => props.submit(values))
    } catch (error) {
      const known = Object.keys(form.getFieldsValue(true))
      const shown = problemOnForm(words, error, known)
      setRefusal(showProblem(form, shown))
      return false
    }
    const { doneText } = props
    message.success(typeof doneText === 'string' ? doneText : doneText(answer))
    props.close()
    return true
  }

  return (
    <ModalForm<Values>
      open
      form={form}
      name={props.name}
      title={props.title}
      width={520}
      {...(props.initialValues ? { initialValues: props.initialValues } : {})}
      modalProps={{
        mask: { closable: false },
        onCancel: guard.giveUp,
        okText: props.submitText,
        cancelText: words.t('act.cancel'),
        destroyOnHidden: true,
      }}
      submitter={{ submitButtonProps: { danger: props.isDanger === true } }}
      onFinish={submit}
      scrollToFirstError
    >
      {refusal && <Refusal text={refusal} />}
      {props.children}
    </ModalForm>
  )
}
