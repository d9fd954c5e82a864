// The form of an offer, in the order in which a shopkeeper thinks: what it gives, to whom, where and
// when, with what, how much of it; with a sample basket that is priced beside it.

import type { OfferTerms, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card, Flex, Form, Input } from 'antd'
import { useMemo } from 'react'
import { EditBody } from '@/ui/EditBody'
import { type EditProps, useEdit } from '@/ui/useEdit'
import { useUnsavedGuard } from '@/ui/useUnsavedGuard'
import { Says } from '../Says'
import { CouponFields } from './CouponFields'
import { EffectFields, ExtraFields } from './EffectFields'
import { ReachInput } from './inputs'
import { PicksInput } from './PicksInput'
import { Preview } from './Preview'
import { StackFields } from './StackFields'
import { asFields, type OfferValues, toTerms, toValues } from './values'
import { WhoFields } from './WhoFields'
import '@/settings/settings.css'

interface OfferFormProps<T> {
  /** Under which the draft of what is typed is kept. */
  id: string
  record: Tagged<T>
  reread: () => Promise<Tagged<T>>
  termsOf: (record: T) => OfferTerms
  save: (etag: string, terms: OfferTerms) => Promise<unknown>
  saved: () => void
}

export function OfferForm<T>(props: OfferFormProps<T>) {
  const { t } = useWords()
  const course: EditProps<T, OfferValues> = {
    name: 'offer',
    id: props.id,
    record: props.record,
    reread: props.reread,
    toValues: (record) => toValues(props.termsOf(record)),
    doneText: t('offer_form.saved'),
    saved: props.saved,
    save: async ({ etag, values }) => {
      try {
        await props.save(etag, toTerms(values))
      } catch (error) {
        throw asFields(error)
      }
    },
  }
  const edit = useEdit<T, OfferValues>(course)
  useUnsavedGuard(edit.isDirty, edit.forgetDraft)
  const now = Form.useWatch([], { form: edit.form, preserve: true }) as OfferValues | undefined
  const values = now?.rule ? now : edit.initialValues
  const written = JSON.stringify(toTerms({ ...edit.initialValues, ...values }))
  const terms = useMemo(() => JSON.parse(written) as OfferTerms, [written])
  const isService = terms.coupon?.used === 'alone'
  const show = (value: Partial<OfferTerms>) => <Says terms={{ ...terms, ...value }} />
  return (
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
      >
        <Card size="small" title={`1 · ${t('offer_form.step_what')}`}>
          <Form.Item
            name="name"
            label={t('offer_form.name')}
            rules={[{ required: true, whitespace: true, message: t('form.required') }]}
          >
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          {!isService && <WhatFields values={values} />}
        </Card>
        {terms.coupon && (
          <Card size="small" title={t('offer_form.step_coupon')}>
            <CouponFields used={terms.coupon.used} />
          </Card>
        )}
        <Card size="small" title={`2 · ${t('offer_form.step_who')}`}>
          <WhoFields tree={values.tree} />
        </Card>
        <Card size="small" title={`3 · ${t('offer_form.step_stack')}`}>
          <StackFields layer={values.rule.layer} effect={values.rule.effect?.kind} />
        </Card>
        <Flex gap={8}>
          <Button type="primary" htmlType="submit" loading={edit.isSaving}>
            {t('offer_form.save')}
          </Button>
          <Button onClick={edit.discard}>{t('act.discard')}</Button>
        </Flex>
      </EditBody>
      {!isService && <Preview terms={terms} />}
    </div>
  )
}

function WhatFields({ values }: { values: OfferValues }) {
  const { t } = useWords()
  const effect = values.rule.effect?.kind
  // What is bought and got is said part by part.
  const hasGoods = effect !== 'buy_get' && effect !== 'bundle'
  return (
    <>
      <EffectFields kind={effect} />
      <ExtraFields extras={values.rule.extras ?? []} />
      {hasGoods && (
        <Form.Item name={['rule', 'goods', 'include']} label={t('offer_form.include')}>
          <PicksInput />
        </Form.Item>
      )}
      <Form.Item name={['rule', 'goods', 'exclude']} label={t('offer_form.exclude')}>
        <PicksInput />
      </Form.Item>
      {effect !== 'ladder' && effect !== 'every_full' && (
        <Form.Item name={['rule', 'reach']} label={t('offer_form.reach')}>
          <ReachInput />
        </Form.Item>
      )}
    </>
  )
}
