// Sales and orders of the last days, or members and who is new among them.

import type { Overview } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback } from 'react'
import type { ChartColors } from '@/ui/Chart'
import { ChartCard } from '@/ui/ChartCard'

type Trend = Overview['trend']

/** What came in on a day, less what went back. */
const net = ({ sales, returned }: Trend[number]) => sales - returned

export function TrendCard({ trend }: { trend: Trend }) {
  const words = useWords()
  const { t } = words
  const option = useCallback(
    (colors: ChartColors) => trendChart(trend, words, colors),
    [trend, words],
  )
  const days = trend.length
  const sales = trend.reduce((sum, day) => sum + net(day), 0)
  const orders = trend.reduce((sum, day) => sum + day.orders - day.undone_orders, 0)
  return (
    <ChartCard
      title={t('overview.trend', { days })}
      option={option}
      height={280}
      label={t('overview.trend_label', { days, sales, orders })}
      emptyText={t('overview.no_store')}
      table={{
        columns: [
          { title: t('word.date') },
          { title: t('indicator.net_sales'), isNumber: true },
          { title: t('indicator.orders'), isNumber: true },
          { title: t('indicator.new_members'), isNumber: true },
        ],
        rows: trend.map((day) => [
          day.date,
          formatMoney(net(day)),
          formatCount(day.orders - day.undone_orders),
          formatCount(day.new_members),
        ]),
      }}
    />
  )
}

function trendChart(trend: Trend, { t }: Words, colors: ChartColors): EChartsCoreOption {
  const axis = {
    axisLabel: { color: colors.text },
    splitLine: { lineStyle: { color: colors.line } },
  }
  return {
    color: [colors.main, colors.second],
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
        // Yuan, for the height of the bar only.
        data: trend.map((day) => net(day) / 100),
        tooltip: { valueFormatter: (yuan: number) => formatMoney(Math.round(yuan * 100)) },
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
    ],
  }
}
