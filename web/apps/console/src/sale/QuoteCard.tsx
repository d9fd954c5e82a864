// What the basket comes to: before discounts, each discount by name, what is to pay, and the points
// that it earns.

import type { Quote } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import type { ReactNode } from 'react'

interface QuoteCardProps {
  quote: Quote | undefined
  isCurrent: boolean
}

export function QuoteCard({ quote, isCurrent }: QuoteCardProps) {
  const { t } = useWords()
  if (!quote) return null
  return (
    <Card
      size="small"
      title={t('sale.totals')}
      aria-busy={!isCurrent}
      extra={!isCurrent && <span className="quiet">{t('sale.quoting')}</span>}
    >
      <dl className="sale-sums">
        <Sum name={t('order.gross')}>{formatMoney(quote.gross)}</Sum>
        <Discounts quote={quote} />
        {quote.gifts.map(({ offer_id, sku_id, name, quantity }) => (
          <Sum key={`${offer_id} ${sku_id}`} name={t('preview.gifts')}>
            {name} × {quantity}
          </Sum>
        ))}
        <Sum name={t('order.total')} isTotal>
          {formatMoney(quote.total)}
        </Sum>
        {quote.points_earned > 0 && (
          <Sum name={t('sale.earns')}>+{formatCount(quote.points_earned)}</Sum>
        )}
      </dl>
    </Card>
  )
}

function Discounts({ quote }: { quote: Quote }) {
  const { t } = useWords()
  return quote.explanations.map(({ offer_id, coupon_id, name, outcome }) => {
    const key = `${offer_id} ${coupon_id ?? ''}`
    if (outcome.kind === 'applied') {
      return (
        <Sum key={key} name={name}>
          {outcome.amount > 0 ? (
            <span className="given">-{formatMoney(outcome.amount)}</span>
          ) : (
            <span className="quiet">{t('explain.applied')}</span>
          )}
          {outcome.withheld?.some((extra) => extra.kind === 'gift') && (
            <span className="quiet"> {t('sale.no_gift_left')}</span>
          )}
        </Sum>
      )
    }
    if (!outcome.missing) return null
    return (
      <Sum key={key} name={name}>
        <span className="quiet">
          {outcome.missing.kind === 'amount'
            ? t('sale.missing', { amount: formatMoney(outcome.missing.amount) })
            : t('sale.missing_pieces', { count: formatCount(outcome.missing.pieces) })}
        </span>
      </Sum>
    )
  })
}

interface SumProps {
  name: string
  isTotal?: boolean
  children: ReactNode
}

function Sum({ name, isTotal = false, children }: SumProps) {
  return (
    <div className={isTotal ? 'is-total' : ''}>
      <dt>{name}</dt>
      <dd className="num">{children}</dd>
    </div>
  )
}
