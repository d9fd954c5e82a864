// The figures of a replay, each with the sentence that it needs to be understood.

import type { ReplayResult } from '@huitong/api'
import { formatCount, formatMoney, formatShare } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import type { ReactNode } from 'react'
import { Change } from '@/ui/Amount'

interface FigureProps {
  title: string
  value: string
  children?: ReactNode
}

function Figure({ title, value, children }: FigureProps) {
  return (
    <Card size="small">
      <div className="quiet">{title}</div>
      <div className="num replay-figure">{value}</div>
      <div className="quiet replay-note">{children}</div>
    </Card>
  )
}

export function Figures({ result }: { result: ReplayResult }) {
  const { t } = useWords()
  const { all, change, winners, losers, margin } = result
  return (
    <section className="cards" aria-label={t('replay.figures')}>
      <Figure title={t('replay.touched')} value={formatCount(all.touched)}>
        {t('replay.touched_of', {
          orders: formatCount(all.orders),
          share: formatShare(all.touched / all.orders),
        })}
      </Figure>
      <Figure title={t('replay.amount')} value={formatMoney(all.amount)}>
        {t('replay.amount_hint')}
      </Figure>
      <Figure title={t('replay.with_offer')} value={formatMoney(all.with_offer)}>
        {t('replay.charged_was', { amount: formatMoney(all.charged) })}
        <div>
          <Change amount={change} isMoney />
        </div>
      </Figure>
      <Figure title={t('replay.winners')} value={formatCount(winners.orders)}>
        {t('replay.winners_by', { amount: formatMoney(winners.amount) })}
      </Figure>
      <Figure title={t('replay.losers')} value={formatCount(losers.orders)}>
        {losers.orders > 0
          ? t('replay.losers_by', { amount: formatMoney(losers.amount) })
          : t('replay.losers_none')}
      </Figure>
      {margin && margin.lines_with_cost > 0 && (
        <Figure title={t('replay.margin')} value={formatMoney(margin.after)}>
          {t('replay.margin_was', { amount: formatMoney(margin.before) })}
          <div>
            <Change amount={margin.after - margin.before} isMoney />
          </div>
          <div>
            {t('replay.margin_known', {
              share: formatShare(margin.lines_with_cost / margin.lines),
            })}
          </div>
        </Figure>
      )}
      {margin && margin.lines_with_cost === 0 && (
        <Figure title={t('replay.margin')} value="–">
          {t('replay.margin_unknown')}
        </Figure>
      )}
    </section>
  )
}
