// The five figures of the day, each beside the day before.

import { formatCount, formatMoney, formatShare } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { changeOf, type Figures, memberShare } from './figures'

export function FigureCards({ now, before }: { now: Figures; before: Figures }) {
  const { t } = useWords()
  const share = memberShare(now)
  const shareBefore = memberShare(before)
  return (
    <section className="cards" aria-label={t('overview.figures')}>
      <Figure
        title={t('figure.sales')}
        shown={formatMoney(now.sales)}
        change={changeOf(now.sales, before.sales)}
      />
      <Figure
        title={t('figure.orders')}
        shown={formatCount(now.orders)}
        change={changeOf(now.orders, before.orders)}
      />
      <Figure
        title={t('figure.new_members')}
        shown={formatCount(now.new_members)}
        change={changeOf(now.new_members, before.new_members)}
      />
      <Figure
        title={t('figure.member_share')}
        shown={share === undefined ? '–' : formatShare(share)}
        change={shareBefore === undefined || share === undefined ? undefined : share - shareBefore}
        isOfShare
      />
      <Figure
        title={t('figure.top_ups')}
        shown={formatMoney(now.top_up_principal)}
        change={changeOf(now.top_up_principal, before.top_up_principal)}
      />
    </section>
  )
}

interface FigureProps {
  title: string
  shown: string
  change: number | undefined
  /** The figure is a share itself: its change is told in points of per cent. */
  isOfShare?: boolean
}

function Figure({ title, shown, change, isOfShare = false }: FigureProps) {
  const { t } = useWords()
  return (
    <Card size="small">
      <div className="quiet">{title}</div>
      <div className="num" style={{ fontSize: 26, fontWeight: 600, lineHeight: 1.5 }}>
        {shown}
      </div>
      <div className="quiet" style={{ fontSize: 13 }}>
        {t('overview.against_day_before')} <Change change={change} />
        {isOfShare && change !== undefined && ` ${t('overview.points_of_percent')}`}
      </div>
    </Card>
  )
}

function Change({ change }: { change: number | undefined }) {
  if (change === undefined) return <span>–</span>
  if (change === 0) return <span className="num">0.0%</span>
  const isUp = change > 0
  return (
    <span className={isUp ? 'num given' : 'num owed'}>
      {isUp ? '▲ +' : '▼ '}
      {formatShare(change)}
    </span>
  )
}
