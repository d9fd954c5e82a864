// Day by day: what was charged, what would have been, and what the offer takes off.

import type { ReplayResult } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { useCallback } from 'react'
import type { ChartColors } from '@/ui/Chart'
import { ChartCard } from '@/ui/ChartCard'
import { dayChart } from './charts'

interface DayCardProps {
  days: ReplayResult['by_day']
  /** What tells the file from that of another period. */
  name: string
}

export function DayCard({ days, name }: DayCardProps) {
  const words = useWords()
  const { t } = words
  const option = useCallback((colors: ChartColors) => dayChart(days, words, colors), [days, words])
  const amount = days.reduce((sum, day) => sum + day.amount, 0)
  return (
    <ChartCard
      title={t('replay.by_day')}
      formula={t('replay.by_day_how')}
      fileName={`${t('replay.by_day')}_${name}`}
      option={option}
      height={300}
      label={t('replay.by_day_label', { days: days.length, amount: formatMoney(amount) })}
      emptyText={t('replay.no_orders')}
      table={{
        columns: [
          { title: t('word.business_date') },
          { title: t('word.orders'), isNumber: true },
          { title: t('replay.touched'), isNumber: true },
          { title: t('replay.charged'), isNumber: true },
          { title: t('replay.with_offer'), isNumber: true },
          { title: t('replay.amount'), isNumber: true },
        ],
        rows: days.map((day) => [
          day.business_date,
          formatCount(day.orders),
          formatCount(day.touched),
          formatMoney(day.charged),
          formatMoney(day.with_offer),
          formatMoney(day.amount),
        ]),
      }}
    />
  )
}
