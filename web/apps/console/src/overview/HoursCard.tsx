// When people buy: weekdays by hours, on the stores' clocks.

import type { Overview } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback } from 'react'
import { WEEKDAYS } from '@/stores/hours'
import type { ChartColors } from '@/ui/Chart'
import { ChartCard } from '@/ui/ChartCard'
import { busiest, hourLabels, weekdayOf } from './hours'

type Hours = Overview['hours']

export function HoursCard({ hours }: { hours: Hours }) {
  const words = useWords()
  const { t } = words
  const option = useCallback(
    (colors: ChartColors) => hoursChart(hours, words, colors),
    [hours, words],
  )
  const top = busiest(hours)
  return (
    <ChartCard
      title={t('overview.hours')}
      formula={t('overview.hours_formula')}
      option={option}
      height={300}
      label={t('overview.hours_label', {
        weekday: top ? t(`weekday.${top.weekday}`) : '–',
        hour: top?.hour ?? '–',
      })}
      emptyText={t('overview.no_store')}
      table={{
        columns: [
          { title: t('overview.weekday') },
          { title: t('overview.hour') },
          { title: t('indicator.orders'), isNumber: true },
          { title: t('indicator.gross_sales'), isNumber: true },
        ],
        rows: hours.map(({ weekday, hour, orders, sales }) => [
          t(`weekday.${weekdayOf(weekday)}`),
          `${hour}:00`,
          formatCount(orders),
          formatMoney(sales),
        ]),
      }}
    />
  )
}

function hoursChart(hours: Hours, { t }: Words, colors: ChartColors): EChartsCoreOption {
  const labels = hourLabels(hours)
  const most = Math.max(1, ...hours.map(({ orders }) => orders))
  const axis = { axisLabel: { color: colors.text }, axisTick: { show: false } }
  return {
    grid: { top: 8, left: 8, right: 8, bottom: 56, outerBoundsMode: 'same' },
    tooltip: {
      formatter: ({ data: [hour, weekday, orders] }: { data: [number, number, number] }) =>
        `${t(`weekday.${weekdayOf(weekday + 1)}`)} ${labels[hour]}:00 · ${formatCount(orders)}`,
    },
    xAxis: { type: 'category', data: labels.map((hour) => `${hour}`), ...axis },
    yAxis: {
      type: 'category',
      inverse: true,
      data: WEEKDAYS.map((weekday) => t(`weekday.${weekday}`)),
      ...axis,
    },
    visualMap: {
      min: 0,
      max: most,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 120,
      inRange: { color: [...colors.heat] },
      textStyle: { color: colors.text },
    },
    series: [
      {
        type: 'heatmap',
        data: hours.map(({ weekday, hour, orders }) => [labels.indexOf(hour), weekday - 1, orders]),
        itemStyle: { borderColor: colors.ground, borderWidth: 2, borderRadius: 3 },
      },
    ],
  }
}
