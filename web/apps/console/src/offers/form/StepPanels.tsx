// What each step of the form asks for. All of them are there; the one that is looked at is shown.

import type { OfferTerms } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Card, Flex, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { Limits } from '../OverviewTab'
import { Says } from '../Says'
import { CouponFields } from './CouponFields'
import { EffectFields, ExtraFields } from './EffectFields'
import { ReachInput } from './inputs'
import { PicksInput } from './PicksInput'
import { StackFields } from './StackFields'
import type { Step } from './steps'
import type { useSteps } from './useSteps'
import type { OfferValues } from './values'
import { WhoFields } from './WhoFields'

interface StepPanelsProps {
  steps: ReturnType<typeof useSteps>
  values: OfferValues
  terms: OfferTerms
}

export function StepPanels({ steps, values, terms }: StepPanelsProps) {
  const { t } = useWords()
  const isService = terms.coupon?.used === 'alone'
  const panel = (step: Step, content: ReactNode) => (
    <Panel step={step} steps={steps}>
      {content}
    </Panel>
  )
  return (
    <>
      {panel(
        'what',
        <>
          <Form.Item
            name="name"
            label={t('offer_form.name')}
            rules={[{ required: true, whitespace: true, message: t('form.required') }]}
          >
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          {!isService && <WhatFields values={values} />}
        </>,
      )}
      {terms.coupon && panel('coupon', <CouponFields used={terms.coupon.used} />)}
      {panel('who', <WhoFields tree={values.tree} />)}
      {panel('limits', <StackFields layer={values.rule.layer} effect={values.rule.effect?.kind} />)}
      {panel('save', <Confirm terms={terms} />)}
    </>
  )
}

interface PanelProps {
  step: Step
  steps: ReturnType<typeof useSteps>
  children: ReactNode
}

function Panel({ step, steps, children }: PanelProps) {
  const { t } = useWords()
  const isShown = steps.step === step
  const title = t(`offer_form.step_${step}`)
  return (
    <section
      hidden={!isShown}
      ref={isShown ? steps.panel : undefined}
      tabIndex={-1}
      aria-label={title}
      className="offer-panel"
    >
      <Card size="small" title={title}>
        {children}
      </Card>
    </section>
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

/** All of it once more, before it is saved. */
function Confirm({ terms }: { terms: OfferTerms }) {
  const { t } = useWords()
  return (
    <Flex vertical gap={16}>
      <div>
        <h2 className="offer-name">{terms.name || t('offer_form.no_name')}</h2>
        <Says terms={terms} />
      </div>
      <Limits terms={terms} />
      <Alert type="info" showIcon title={t('offer_form.save_means')} />
    </Flex>
  )
}
