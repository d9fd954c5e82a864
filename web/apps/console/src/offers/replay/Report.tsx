// What the offer would have done: the figures first, then day by day, how much orders get, where,
// what it displaces, and the orders whose price changes most.

import type { OfferReplay, ReplayResult } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, Card } from 'antd'
import { EmptyState } from '@/ui/EmptyState'
import { DayCard } from './DayCard'
import { Displaced } from './Displaced'
import { Figures } from './Figures'
import { HistogramCard } from './HistogramCard'
import { StoresCard } from './StoresCard'
import { TouchedOrders } from './TouchedOrders'

interface ReportProps {
  replay: OfferReplay
  result: ReplayResult
}

export function Report({ replay, result }: ReportProps) {
  const { t } = useWords()
  const { all, not_reproduced } = result
  if (all.orders === 0) {
    return (
      <Card size="small">
        <EmptyState text={t('replay.no_orders')} hint={t('replay.no_orders_hint')} />
      </Card>
    )
  }
  return (
    <>
      <Figures result={result} />
      {not_reproduced > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('replay.not_reproduced', {
            count: formatCount(not_reproduced),
            touched: formatCount(all.touched),
          })}
          description={t('replay.not_reproduced_why')}
        />
      )}
      {all.touched === 0 ? (
        <Card size="small">
          <EmptyState text={t('replay.untouched')} hint={t('replay.untouched_hint')} />
        </Card>
      ) : (
        <>
          <DayCard days={result.by_day} name={`${replay.from}_${replay.to}`} />
          <div className="replay-two">
            <HistogramCard steps={result.histogram} touched={all.touched} />
            <StoresCard stores={result.by_store} />
          </div>
          <Displaced displaced={result.displaced} />
          <TouchedOrders orders={result.examples} />
        </>
      )}
    </>
  )
}
