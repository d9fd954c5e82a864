// Sales and orders of the last days.

import type { Overview } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import { Card } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback } from 'react'
import { Chart, type ChartColors } from '@/ui/Chart'
import { TREND_DAYS } from './queries'

type Trend = Overview['trend']

export function TrendCard({ trend }: { trend: Trend }) {
  const words = useWords()
  const option = useCallback(
    (colors: ChartColors) => trendChart(trend, words, colors),
    [trend, words],
  )
  const sales = trend.reduce((sum, day) => sum + day.sales, 0)
  const orders = trend.reduce((sum, day) => sum + day.orders, 0)
  const label = words.t('overview.trend_label', { days: TREND_DAYS, sales, orders })
  return (
    <Card size="small" title={words.t('overview.trend', { days: TREND_DAYS })}>
      <Chart option={option} height={280} label={label} />
    </Card>
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
        name: t('figure.sales'),
        type: 'bar',
        // Yuan, for the height of the bar only.
        data: trend.map(({ sales }) => sales / 100),
        tooltip: { valueFormatter: (yuan: number) => formatMoney(Math.round(yuan * 100)) },
        itemStyle: { borderRadius: [3, 3, 0, 0] },
      },
      {
        name: t('figure.orders'),
        type: 'line',
        yAxisIndex: 1,
        data: trend.map(({ orders }) => orders),
        tooltip: { valueFormatter: formatCount },
        symbolSize: 5,
      },
    ],
  }
}
