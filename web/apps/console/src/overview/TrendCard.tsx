// Sales and orders of the last days, with the sales of as many days before as a quiet line.

import { formatCount, formatMoney } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback } from 'react'
import type { ChartColors } from '@/ui/Chart'
import { ChartCard } from '@/ui/ChartCard'
import type { Comparison } from '@/ui/ChartHead'
import { changeOfSales, netOf, netOfAll, type Trend } from './trend'

interface TrendCardProps {
  trend: Trend
  /** As many days just before. */
  past: Trend
}

export function TrendCard({ trend, past }: TrendCardProps) {
  const words = useWords()
  const { t } = words
  // A line along the bottom would say nothing.
  const before = netOfAll(past) === 0 ? undefined : past
  const option = useCallback(
    (colors: ChartColors) => trendChart(trend, before, words, colors),
    [trend, before, words],
  )
  const days = trend.length
  const sales = netOfAll(trend)
  const orders = trend.reduce((sum, day) => sum + day.orders - day.undone_orders, 0)
  return (
    <ChartCard
      title={t('overview.trend', { days })}
      option={option}
      height={280}
      label={t('overview.trend_label', { days, sales, orders })}
      {...(before ? { comparison: comparedBy(words, trend, before) } : {})}
      emptyText={t('overview.no_store')}
      table={{
        columns: [
          { title: t('word.date') },
          { title: t('indicator.net_sales'), isNumber: true },
          ...(before ? [{ title: t('overview.trend_before'), isNumber: true }] : []),
          { title: t('indicator.orders'), isNumber: true },
          { title: t('indicator.new_members'), isNumber: true },
        ],
        rows: trend.map((day, place) => [
          day.date,
          formatMoney(netOf(day)),
          ...(before ? [formatMoney(netAt(before, place))] : []),
          formatCount(day.orders - day.undone_orders),
          formatCount(day.new_members),
        ]),
      }}
    />
  )
}

function comparedBy({ t }: Words, trend: Trend, before: Trend): Comparison {
  return {
    now: `${t('indicator.net_sales')} ${formatMoney(netOfAll(trend))}`,
    before: formatMoney(netOfAll(before)),
    change: changeOfSales(trend, before),
  }
}

function netAt(trend: Trend, place: number): number {
  const day = trend[place]
  return day ? netOf(day) : 0
}

function trendChart(
  trend: Trend,
  before: Trend | undefined,
  { t }: Words,
  colors: ChartColors,
): EChartsCoreOption {
  // Yuan, for the height on the picture only.
  const asMoney = { valueFormatter: (yuan: number) => formatMoney(Math.round(yuan * 100)) }
  const axis = {
    axisLabel: { color: colors.text },
    splitLine: { lineStyle: { color: colors.line } },
  }
  return {
    color: [colors.main, colors.second, colors.text],
    // By default the legend of ECharts 6 covers the labels below.
    legend: { top: 0, textStyle: { color: colors.text } },
    grid: { top: 40, left: 8, right: 8, bottom: 8, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: trend.map(({ date }) => date.slice(5)), ...axis },
    yAxis: [
      {
        type: 'value',
        ...axis,
        axisLabel: {
          color: colors.text,
          formatter: (yuan: number) => formatCount(Math.round(yuan)),
        },
      },
      { type: 'value', ...axis, splitLine: { show: false }, minInterval: 1 },
    ],
    series: [
      {
        name: t('indicator.net_sales'),
        type: 'bar',
        data: trend.map((day) => netOf(day) / 100),
        tooltip: asMoney,
        itemStyle: { borderRadius: [3, 3, 0, 0] },
      },
      {
        name: t('indicator.orders'),
        type: 'line',
        yAxisIndex: 1,
        data: trend.map(({ orders, undone_orders }) => orders - undone_orders),
        tooltip: { valueFormatter: formatCount },
        symbolSize: 5,
      },
      ...(before
        ? [
            {
              name: t('overview.trend_before'),
              type: 'line',
              data: trend.map((_, place) => netAt(before, place) / 100),
              tooltip: asMoney,
              symbol: 'none',
              lineStyle: { type: 'dashed', width: 1.5 },
            },
          ]
        : []),
    ],
  }
}
