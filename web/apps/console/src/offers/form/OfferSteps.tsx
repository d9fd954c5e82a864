// Where one is in the form, and the way to any of its steps.

import type { OfferKind } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Steps } from 'antd'
import { useEffect, useRef } from 'react'
import { type Step, stepsOf } from './steps'

interface OfferStepsProps {
  kind: OfferKind
  at: Step
  go: (step: Step) => void
  /** Whether the kind can still be chosen; it cannot once there is something of that kind. */
  canChooseKind: boolean
}

export function OfferSteps({ kind, at, go, canChooseKind }: OfferStepsProps) {
  const { t } = useWords()
  const steps = stepsOf(kind)
  const isAllowed = (step: Step) => at !== 'kind' && (step !== 'kind' || canChooseKind)
  const current = steps.indexOf(at)
  const row = useRef<HTMLDivElement>(null)
  // On a phone they stand in a row that scrolls.
  useEffect(() => {
    const active = row.current?.querySelectorAll('.ant-steps-item')[current]
    active?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  return (
    <Card size="small" className="offer-steps" ref={row}>
      <Steps
        size="small"
        responsive={false}
        current={current}
        aria-label={t('wizard.step', { step: current + 1, count: steps.length })}
        items={steps.map((step) => ({
          title: t(`offer_form.step_${step}`),
          disabled: !isAllowed(step),
        }))}
        onChange={(place) => {
          const step = steps[place]
          if (step && isAllowed(step)) go(step)
        }}
      />
    </Card>
  )
}
