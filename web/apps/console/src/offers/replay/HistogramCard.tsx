// How much the orders get that the offer touches.

import type { ReplayResult } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { useCallback } from 'react'
import type { ChartColors } from '@/ui/Chart'
import { ChartCard } from '@/ui/ChartCard'
import { stepChart, stepNames } from './charts'

interface HistogramCardProps {
  steps: ReplayResult['histogram']
  touched: number
}

export function HistogramCard({ steps, touched }: HistogramCardProps) {
  const words = useWords()
  const { t } = words
  const option = useCallback(
    (colors: ChartColors) => stepChart(steps, words, colors),
    [steps, words],
  )
  const names = stepNames(steps)
  return (
    <ChartCard
      title={t('replay.histogram')}
      option={option}
      height={300}
      label={t('replay.histogram_label', { count: formatCount(touched) })}
      emptyText={t('replay.untouched')}
      table={{
        columns: [{ title: t('replay.off_yuan') }, { title: t('word.orders'), isNumber: true }],
        rows: steps.map(({ orders }, place) => [names[place] ?? '', formatCount(orders)]),
      }}
    />
  )
}
