// The form of an offer in steps, in the order in which a shopkeeper thinks: what it gives, to whom,
// where and when, with what, how much of it; with a sample basket that is priced beside it.

import type { OfferKind, OfferTerms, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form } from 'antd'
import { useMemo, useRef } from 'react'
import { EditBody } from '@/ui/EditBody'
import { type EditProps, useEdit } from '@/ui/useEdit'
import { useUnsavedGuard } from '@/ui/useUnsavedGuard'
import { Says } from '../Says'
import { FormButtons } from './FormButtons'
import { OfferSteps } from './OfferSteps'
import { Preview } from './Preview'
import { StepPanels } from './StepPanels'
import { stepsOf } from './steps'
import { useSteps } from './useSteps'
import { asFields, type OfferValues, toTerms, toValues } from './values'
import '@/settings/settings.css'

interface OfferFormProps<T> {
  /** Under which the draft of what is typed is kept. */
  id: string
  kind: OfferKind
  record: Tagged<T>
  reread: () => Promise<Tagged<T>>
  termsOf: (record: T) => OfferTerms
  save: (etag: string, terms: OfferTerms) => Promise<unknown>
  /** Told whether the person wants to see next what the check finds. */
  saved: (wantsCheck: boolean) => void
  /** Back to the choice of the kind, where that is still open. */
  changeKind?: () => void
}

export function OfferForm<T>(props: OfferFormProps<T>) {
  const { t } = useWords()
  const wantsCheck = useRef(false)
  const course: EditProps<T, OfferValues> = {
    name: 'offer',
    id: props.id,
    record: props.record,
    reread: props.reread,
    toValues: (record) => toValues(props.termsOf(record)),
    doneText: t('offer_form.saved'),
    saved: () => props.saved(wantsCheck.current),
    save: async ({ etag, values }) => {
      try {
        await props.save(etag, toTerms(values))
      } catch (error) {
        const told = asFields(error)
        steps.refused(told)
        throw told
      }
    },
  }
  const edit = useEdit<T, OfferValues>(course)
  const steps = useSteps(edit.form, stepsOf(props.kind))
  useUnsavedGuard(edit.isDirty, edit.forgetDraft)
  const now = Form.useWatch([], { form: edit.form, preserve: true }) as OfferValues | undefined
  const values = now?.rule ? now : edit.initialValues
  const written = JSON.stringify(toTerms({ ...edit.initialValues, ...values }))
  const terms = useMemo(() => JSON.parse(written) as OfferTerms, [written])
  const show = (value: Partial<OfferTerms>) => <Says terms={{ ...terms, ...value }} />
  const save = (thenCheck: boolean) => {
    wantsCheck.current = thenCheck
    edit.form.validateFields().then(() => edit.submit(), steps.lead)
  }
  return (
    <>
      <OfferSteps
        kind={props.kind}
        at={steps.step}
        canChooseKind={props.changeKind !== undefined}
        go={(step) => (step === 'kind' ? props.changeKind?.() : steps.go(step))}
      />
      <div className="offer-form">
        <EditBody
          name="offer"
          edit={edit}
          fields={{
            name: { label: t('offer_form.name') },
            rule: { label: t('offer_form.step_what'), show: (rule) => show({ rule }) },
            who: { label: t('offer_form.step_who'), show: () => t('offer_form.step_who') },
            schedule: { label: t('offer.period') },
            limits: { label: t('offer.limits') },
            bearers: { label: t('offer.bearers') },
            coupon: { label: t('offer_form.step_coupon') },
          }}
          submit={() => (steps.isLast ? save(true) : steps.next())}
          failed={(wrong) => (steps.isLast ? steps.lead(wrong) : steps.failed(wrong))}
        >
          <StepPanels steps={steps} values={values} terms={terms} />
          <FormButtons steps={steps} isSaving={edit.isSaving} save={save} discard={edit.discard} />
        </EditBody>
        {terms.coupon?.used !== 'alone' && <Preview terms={terms} />}
      </div>
    </>
  )
}
