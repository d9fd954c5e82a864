// The parts of a receipt: its lines, what they come to, how it was paid, what it gave the member.

import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import type { ReactNode } from 'react'
import type { ReceiptLine, ReceiptView } from './receipt'

export function Line({ line }: { line: ReceiptLine }) {
  const { t } = useWords()
  const { name, quantity, unitPrice, gross, discount, returned } = line
  return (
    <div className="receipt-line">
      <div>{name}</div>
      <div className="receipt-row num">
        <span>
          {formatMoney(unitPrice)} × {formatCount(quantity)}
        </span>
        <span>{formatMoney(gross)}</span>
      </div>
      {discount > 0 && (
        <div className="receipt-row num">
          <span>{t('paper.line_discount')}</span>
          <span>-{formatMoney(discount)}</span>
        </div>
      )}
      {returned > 0 && <div>{t('paper.returned', { count: formatCount(returned) })}</div>}
    </div>
  )
}

export function Sums({ of }: { of: ReceiptView }) {
  const { t } = useWords()
  return (
    <dl>
      <Row name={t('paper.gross')}>{formatMoney(of.gross)}</Row>
      {of.discount > 0 && <Row name={t('paper.discount')}>-{formatMoney(of.discount)}</Row>}
      <Row name={`${t('paper.total')} · ${t('paper.units', { count: formatCount(of.units) })}`}>
        <strong>{formatMoney(of.total)}</strong>
      </Row>
      {of.returnedTotal > 0 && (
        <Row name={t('paper.returned_total')}>-{formatMoney(of.returnedTotal)}</Row>
      )}
    </dl>
  )
}

export function Paid({ of }: { of: ReceiptView }) {
  const { t, code } = useWords()
  return (
    <dl>
      {of.tenders.map(({ key, kind, amount, points }) => (
        <Row key={key} name={code('tender', kind)}>
          {points > 0 && `${t('paper.points_used', { points: formatCount(points) })} `}
          {formatMoney(amount)}
        </Row>
      ))}
      {of.cash && (
        <>
          <Row name={t('sale.received')}>{formatMoney(of.cash.received)}</Row>
          <Row name={t('sale.change')}>{formatMoney(of.cash.change)}</Row>
        </>
      )}
    </dl>
  )
}

/** What it gave the member, what is held now, and what shows later that this is the customer's. */
export function Standing({ of }: { of: ReceiptView }) {
  const { t } = useWords()
  const { balances, code } = of
  if (!of.memberId && !code) return null
  return (
    <>
      <hr />
      <dl>
        {of.memberId && <Row name={t('paper.points_earned')}>{formatCount(of.pointsEarned)}</Row>}
        {balances && (
          <>
            <Row name={t('paper.points_now')}>{formatCount(balances.points)}</Row>
            <Row name={t('paper.value_now')}>
              {formatMoney(balances.principal + balances.bonus)}
            </Row>
          </>
        )}
        {code && <Row name={t('paper.receipt_code')}>{code}</Row>}
      </dl>
      {code && <p className="receipt-foot">{t('paper.receipt_code_hint')}</p>}
    </>
  )
}

export function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="receipt-row">
      <dt>{name}</dt>
      <dd className="num">{children}</dd>
    </div>
  )
}
