// When people buy: weekdays by hours, on the stores' clocks.

import type { Overview } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback } from 'react'
import type { ChartColors } from '@/ui/Chart'
import { ChartCard } from '@/ui/ChartCard'
import { busiest, heatCells, hourLabels, weekdayOf, weekdaysIn } from './hours'

export function HoursCard({ overview }: { overview: Overview }) {
  const words = useWords()
  const { t } = words
  const { hours } = overview
  const isOneDay = overview.from === overview.to
  const option = useCallback(
    (colors: ChartColors) => hoursChart(overview, words, colors),
    [overview, words],
  )
  const top = busiest(hours)
  return (
    <ChartCard
      title={t(isOneDay ? 'overview.hours_day' : 'overview.hours')}
      formula={t('overview.hours_formula')}
      option={option}
      height={isOneDay ? 240 : 300}
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

function hoursChart(overview: Overview, words: Words, colors: ChartColors): EChartsCoreOption {
  const weekdays = weekdaysIn(overview)
  const labels = hourLabels(overview.hours)
  const cells = heatCells(overview.hours, weekdays, labels)
  const axis = { axisLabel: { color: colors.text }, axisTick: { show: false } }
  const chart = {
    xAxis: { type: 'category', data: labels.map((hour) => `${hour}:00`), ...axis },
    tooltip: {
      formatter: ({ data: [hour = 0, row = 0, orders = 0] }: { data: number[] }) =>
        words.t('overview.hours_of', {
          weekday: nameOf(weekdays[row], words),
          hour: labels[hour] ?? 0,
          orders,
        }),
    },
  }
  // One day has nothing to be compared with but its own hours.
  if (weekdays.length === 1) return { ...chart, ...bars(cells, axis, words, colors) }
  return {
    ...chart,
    grid: { top: 8, left: 8, right: 8, bottom: 56, outerBoundsMode: 'same' },
    yAxis: {
      type: 'category',
      inverse: true,
      data: weekdays.map((weekday) => nameOf(weekday, words)),
      ...axis,
    },
    visualMap: heatLegend(Math.max(1, ...cells.map(([, , orders]) => orders)), words, colors),
    series: [
      {
        type: 'heatmap',
        data: cells,
        itemStyle: { borderColor: colors.ground, borderWidth: 2, borderRadius: 3 },
      },
    ],
  }
}

function bars(
  cells: ReturnType<typeof heatCells>,
  axis: object,
  { t }: Words,
  colors: ChartColors,
): EChartsCoreOption {
  return {
    color: [colors.main],
    legend: { top: 0, textStyle: { color: colors.text } },
    grid: { top: 40, left: 8, right: 8, bottom: 8, outerBoundsMode: 'same' },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitLine: { lineStyle: { color: colors.line } },
      ...axis,
    },
    series: [
      {
        name: t('indicator.orders'),
        type: 'bar',
        data: cells,
        encode: { x: 0, y: 2 },
        barMaxWidth: 32,
        itemStyle: { borderRadius: [3, 3, 0, 0] },
      },
    ],
  }
}

function heatLegend(most: number, { t }: Words, colors: ChartColors) {
  return {
    min: 0,
    max: most,
    orient: 'horizontal',
    left: 'center',
    bottom: 0,
    itemHeight: 120,
    inRange: { color: [...colors.heat] },
    text: [t('overview.orders_count', { orders: most }), t('overview.orders_count', { orders: 0 })],
    textStyle: { color: colors.text },
  }
}

function nameOf(weekday: number | undefined, { t }: Words): string {
  return t(`weekday.${weekdayOf(weekday ?? 1)}`)
}
