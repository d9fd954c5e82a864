// The course of a wizard: one form over all steps, so that going back loses nothing; a step is
// left only when its fields are right, and a draft is kept until the end.

import { useWords } from '@huitong/words/react'
import { App, Form } from 'antd'
import { useEffect, useState } from 'react'
import { useDraft } from './draft'
import { type ProblemOnForm, problemOnForm, showProblem } from './problems'

export interface WizardCourse<Values extends object, Out> {
  /** The form's name; the draft is kept under it. */
  name: string
  /** The names of the fields that each step asks for. */
  stepFields: readonly (readonly (keyof Values & string)[])[]
  initialValues: Partial<Values>
  submit: (values: Values) => Promise<Out>
  doneText: string | ((answer: Out) => string)
  done: (answer: Out) => void
  /** What of it is kept as a draft; all of it, if absent. */
  draftOf?: (values: Partial<Values>) => Partial<Values>
}

/** A field that the server refused, and the step that asks for it. */
type WrongField = ProblemOnForm['fields'][number] & { at: number }

export function useWizard<Values extends object, Out>(course: WizardCourse<Values, Out>) {
  const words = useWords()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const draft = useDraft<Partial<Values>>(course.name, 'new')
  const [kept] = useState(draft.read)
  const [isRestored, setRestored] = useState(kept !== undefined)
  const [step, setStep] = useState(0)
  const [refusal, setRefusal] = useState<string>()
  const [wrong, setWrong] = useState<WrongField[]>([])
  const [isSending, setSending] = useState(false)
  const last = course.stepFields.length

  // The fields of a step have to be there before they can be marked.
  useEffect(() => {
    const here = wrong.flatMap(({ at, ...field }) => (at === step ? [field] : []))
    const lost = showProblem(form, { fields: here, rest: undefined })
    if (lost) setRefusal(lost)
  }, [form, step, wrong])

  const values = () => form.getFieldsValue(true) as Values

  function keepDraft() {
    const { draftOf = (all: Partial<Values>) => all } = course
    draft.keep({ etag: '', before: course.initialValues, values: draftOf(values()) })
  }

  function discard() {
    draft.forget()
    form.resetFields()
    form.setFieldsValue(course.initialValues as Parameters<typeof form.setFieldsValue>[0])
    setRestored(false)
    setStep(0)
  }

  async function next(): Promise<void> {
    try {
      await form.validateFields()
    } catch {
      return
    }
    setRefusal(undefined)
    setWrong([])
    setStep(Math.min(step + 1, last))
  }

  async function finish(): Promise<void> {
    setSending(true)
    setRefusal(undefined)
    let answer: Out
    try {
      answer = await course.submit(values())
    } catch (error) {
      tell(problemOnForm(words, error, course.stepFields.flat()))
      return
    } finally {
      setSending(false)
    }
    draft.forget()
    const { doneText } = course
    message.success(typeof doneText === 'string' ? doneText : doneText(answer))
    course.done(answer)
  }

  /** Goes back to the first step with a wrong field. */
  function tell(shown: ProblemOnForm) {
    const told = shown.fields.map(({ name, errors }) => ({
      at: course.stepFields.findIndex((fields) => fields.some((field) => field === name[0])),
      name,
      errors,
    }))
    setWrong(told)
    setRefusal(shown.rest)
    if (told.length > 0) setStep(Math.min(...told.map(({ at }) => at)))
  }

  return {
    form,
    initialValues: { ...course.initialValues, ...kept?.values },
    isRestored,
    step,
    isSummary: step === last,
    refusal,
    isSending,
    values,
    keepDraft,
    discard,
    next,
    back: () => setStep(Math.max(step - 1, 0)),
    finish,
  }
}
