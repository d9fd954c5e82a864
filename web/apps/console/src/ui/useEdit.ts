// The course of an edit: it begins with one state of the record, keeps a draft of what is typed,
// and is saved over that state only. When somebody else was faster, both changes are told and the
// person decides; nothing is overwritten silently, nothing typed is lost.

import { ProblemError, type Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { App, Form, type FormInstance } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useDraft } from './draft'
import { clearProblems, problemOnForm, showProblem } from './problems'
import { type Changed, changedOnly, type Difference, differences, mergedOver } from './stale'

export interface EditProps<T, Values extends object> {
  /** The form's name; drafts are kept under it and the id. */
  name: string
  id: string
  /** The record as it was read, with its ETag. */
  record: Tagged<T>
  /** Reads it again, after somebody else was faster. */
  reread: () => Promise<Tagged<T>>
  /** The form's values of a record. Plain data only: text, numbers, lists. */
  toValues: (record: T) => Values
  /** Sends the edit over the state `etag`; `changed` holds only what differs, for a PATCH. */
  save: (edit: { etag: string; values: Values; changed: Changed<Values> }) => Promise<unknown>
  doneText?: string
  /** Told when it is saved; without it the form begins afresh from the new state. */
  saved?: () => void
}

/** What somebody else changed meanwhile. */
export interface Clash<Values extends object> {
  etag: string
  theirs: Values
  differences: Difference<keyof Values & string>[]
}

export function useEdit<T, Values extends object>(props: EditProps<T, Values>) {
  const words = useWords()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const draft = useDraft<Values>(props.name, props.id)
  const [start, setStart] = useState(() => {
    const now = { etag: props.record.etag, before: props.toValues(props.record.data) }
    const kept = draft.read()
    return kept ? { ...kept, isRestored: true } : { ...now, values: now.before, isRestored: false }
  })
  const [refusal, setRefusal] = useState<string>()
  const [clash, setClash] = useState<Clash<Values>>()
  const [isSaving, setSaving] = useState(false)
  const isSaved = useRef(false)

  const typed = (): Values => ({ ...start.before, ...form.getFieldsValue(true) })
  const isDirty = () => !isSaved.current && hasChanged(start.before, typed())

  function keepDraft() {
    if (isDirty()) draft.keep({ etag: start.etag, before: start.before, values: typed() })
    else draft.forget()
  }

  /** Begins afresh from a state, with other values in the form where they are given. */
  function begin(etag: string, before: Values, values: Values = before) {
    setStart({ etag, before, values, isRestored: false })
    form.setFieldsValue(values as Parameters<typeof form.setFieldsValue>[0])
    setClash(undefined)
    setRefusal(undefined)
    isSaved.current = false
    if (hasChanged(before, values)) draft.keep({ etag, before, values })
    else draft.forget()
  }

  /** A newer state is begun with as long as nothing was typed over the old one. */
  const takeOver = useEffectEvent((now: string) => {
    if (now === start.etag || clash || isSaving || isDirty()) return
    begin(now, props.toValues(props.record.data))
  })
  useEffect(() => takeOver(props.record.etag), [props.record.etag])

  async function send(etag: string, before: Values, values: Values): Promise<void> {
    setSaving(true)
    setRefusal(undefined)
    clearProblems(form)
    try {
      await props.save({ etag, values, changed: changedOnly(before, values) })
    } catch (error) {
      await refused(error, before, values)
      return
    } finally {
      setSaving(false)
    }
    isSaved.current = true
    draft.forget()
    message.success(props.doneText ?? words.t('edit.saved'))
    if (props.saved) return props.saved()
    const now = await props.reread().catch(() => undefined)
    if (now) begin(now.etag, props.toValues(now.data))
    // Saved, but under which tag is not known: the next edit is asked about as a late one.
    else begin(etag, values)
  }

  async function refused(error: unknown, before: Values, values: Values): Promise<void> {
    const isStale = error instanceof ProblemError && error.status === 412
    const now = isStale ? await props.reread().catch(() => undefined) : undefined
    if (now) {
      const theirs = props.toValues(now.data)
      setClash({ etag: now.etag, theirs, differences: differences(before, theirs, values) })
      return
    }
    const shown = problemOnForm(words, error, Object.keys(values))
    setRefusal(showProblem(form, shown))
  }

  return {
    form,
    initialValues: start.values,
    isRestored: start.isRestored,
    refusal,
    clash,
    isSaving,
    isDirty,
    keepDraft,
    forgetDraft: draft.forget,
    submit: () => send(start.etag, start.before, typed()),
    discard: () => begin(props.record.etag, props.toValues(props.record.data)),
    takeTheirs: () => clash && begin(clash.etag, clash.theirs),
    keepMine: async () => {
      if (!clash) return
      const merged = mergedOver(start.before, clash.theirs, typed())
      begin(clash.etag, clash.theirs, merged)
      // Something wrong may have been typed since it was sent; it is told at its field.
      if (await isValid(form)) await send(clash.etag, clash.theirs, merged)
    },
  }
}

async function isValid(form: FormInstance): Promise<boolean> {
  return form.validateFields().then(
    () => true,
    () => false,
  )
}

function hasChanged<Values extends object>(before: Values, now: Values): boolean {
  return Object.keys(changedOnly(before, now)).length > 0
}
