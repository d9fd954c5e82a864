// How much an offer has given, in how many orders, and how much of its budget that is.

import type { OfferSummary } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Progress } from 'antd'
import { shareOf } from './share'

export function Used({ used }: { used: OfferSummary['used'] }) {
  const { t } = useWords()
  const { amount, orders, budget } = used
  const percent = budget ? shareOf(amount, budget) : undefined
  return (
    <div className="offer-used">
      <span className="num">{formatMoney(amount)}</span>
      {budget != null && (
        <span className="num quiet"> {t('offer.of_budget', { budget: formatMoney(budget) })}</span>
      )}
      <span className="num quiet"> · {t('offer.orders', { count: formatCount(orders) })}</span>
      {percent !== undefined && (
        <Progress
          percent={percent}
          size="small"
          showInfo={false}
          status={percent >= 90 ? 'exception' : 'normal'}
          aria-label={t('offer.budget_used', { percent })}
        />
      )}
    </div>
  )
}
