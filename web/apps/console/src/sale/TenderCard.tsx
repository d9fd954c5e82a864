// How it is paid: what the member holds, a card, cash with the change that goes back. Combined as
// people like, as long as it comes to the total.

import type { Quote } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button, Card, Flex, Input } from 'antd'
import type { Ref } from 'react'
import { useTerms } from '@/members/queries'
import type { Sale } from './atHand'
import {
  fillOf,
  isOffered,
  type Reach,
  type Standing,
  standingOf,
  type TenderKind,
  type Typed,
} from './paying'
import { TenderRow } from './TenderRow'

interface TenderCardProps {
  /** Around the field for cash. */
  ref: Ref<HTMLDivElement>
  sale: Sale
  quote: Quote | undefined
  refusal: { kind: TenderKind; why: string } | undefined
  type: (typed: Typed) => void
  isReady: boolean
  isSettling: boolean
  settle: () => void
}

export function TenderCard(props: TenderCardProps) {
  const { t, code } = useWords()
  const { quote, refusal, type } = props
  const offset = useTerms().data?.offset
  if (!quote) return null
  const { typed } = props.sale
  const { total, points_can_pay, stored_value_can_pay } = quote
  // Whoever may not read the terms fills in all that points can pay, which is whole steps.
  const step = offset?.step_value ?? points_can_pay.amount
  const row = (kind: TenderKind, reach?: Reach) => ({
    kind,
    amount: typed[kind],
    why: refusal?.kind === kind ? refusal.why : undefined,
    type: (amount: number | undefined) => type({ [kind]: amount }),
    fill: () => type({ [kind]: fillOf(kind, total, typed, reach) }),
  })
  return (
    <Card size="small" title={t('sale.tenders')}>
      <Flex vertical gap={12}>
        {isOffered('points', props.sale, quote) && (
          <TenderRow
            {...row('points', { most: points_can_pay.amount, step })}
            name={code('tender', 'points')}
            hint={<PointsHint can={points_can_pay} offset={offset} />}
          />
        )}
        {isOffered('stored_value', props.sale, quote) && (
          <TenderRow
            {...row('stored_value', { most: stored_value_can_pay, step: 1 })}
            name={code('tender', 'stored_value')}
            hint={t('sale.tender_can', { amount: formatMoney(stored_value_can_pay) })}
          />
        )}
        <TenderRow {...row('card')} name={code('tender', 'card')} />
        {(typed.card ?? 0) > 0 && (
          <Input
            aria-label={t('sale.reference')}
            placeholder={t('sale.reference')}
            maxLength={100}
            autoComplete="off"
            value={typed.reference ?? ''}
            onChange={({ target }) => type({ reference: target.value })}
          />
        )}
        <div ref={props.ref}>
          <TenderRow {...row('cash')} name={t('sale.cash_received')} />
        </div>
        <Remainder standing={standingOf(total, typed)} />
        <Button
          type="primary"
          size="large"
          block
          disabled={!props.isReady}
          loading={props.isSettling}
          onClick={props.settle}
        >
          {t('sale.settle')} {formatMoney(total)}
        </Button>
      </Flex>
    </Card>
  )
}

interface PointsHintProps {
  can: Quote['points_can_pay']
  /** Absent for those who may not read the terms. */
  offset: { step_points: number; step_value: number } | undefined
}

function PointsHint({ can, offset }: PointsHintProps) {
  const { t } = useWords()
  return (
    <>
      {t('sale.points_can', { points: formatCount(can.points), amount: formatMoney(can.amount) })}
      {offset && (
        <div>
          {t('sale.points_step', {
            points: formatCount(offset.step_points),
            amount: formatMoney(offset.step_value),
          })}
        </div>
      )}
    </>
  )
}

function Remainder({ standing }: { standing: Standing }) {
  const { t } = useWords()
  const { left, change, isTooMuch } = standing
  return (
    <div aria-live="polite">
      {isTooMuch && <div className="owed">{t('sale.too_much')}</div>}
      {!isTooMuch && left > 0 && (
        <div className="sale-remainder">
          {t('sale.left')} <strong className="num">{formatMoney(left)}</strong>
        </div>
      )}
      {change > 0 && (
        <div className="sale-remainder given">
          {t('sale.change')} <strong className="num">{formatMoney(change)}</strong>
        </div>
      )}
    </div>
  )
}
