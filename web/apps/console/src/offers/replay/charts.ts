// The charts of a replay. Yuan on the pictures only: amounts stay integers of 分.

import type { ReplayResult } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import type { Words } from '@huitong/words/react'
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartColors } from '@/ui/Chart'
import { yuan } from '../sentences'

type Days = ReplayResult['by_day']
type Steps = ReplayResult['histogram']

const asMoney = { valueFormatter: (of: number) => formatMoney(Math.round(of * 100)) }

/** `0–1`, `1–2`, … and the last without an end, in yuan. */
export function stepNames(steps: Steps): string[] {
  return steps.map(({ from }, place) => {
    const next = steps[place + 1]
    return next ? `${yuan(from)}–${yuan(next.from)}` : `≥ ${yuan(from)}`
  })
}

/** To a number of one digit and zeros, such as 96 to 100: the end of an axis is told. */
export function roundUp(of: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(of, 1)))
  return Math.ceil(of / unit) * unit
}

export function dayChart(days: Days, { t }: Words, colors: ChartColors): EChartsCoreOption {
  const axis = {
    axisLabel: { color: colors.text },
    splitLine: { lineStyle: { color: colors.line } },
  }
  const money = (name: string) => ({
    type: 'value',
    ...axis,
    name,
    nameTextStyle: { color: colors.text },
    axisLabel: { color: colors.text, formatter: (of: number) => formatCount(Math.round(of)) },
  })
  return {
    color: [colors.second, colors.text, colors.main],
    // By default the legend of ECharts 6 covers the labels below.
    legend: { top: 0, textStyle: { color: colors.text } },
    grid: { top: 56, left: 8, right: 8, bottom: 8, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: days.map(({ business_date }) => business_date.slice(5)),
      ...axis,
    },
    yAxis: [
      money(t('replay.axis_charged')),
      {
        ...money(t('replay.amount')),
        splitLine: { show: false },
        // Bars stay below the lines, so that neither hides the other.
        max: ({ max }: { max: number }) => roundUp(max * 2.4),
      },
    ],
    series: [
      {
        name: t('replay.amount'),
        type: 'bar',
        yAxisIndex: 1,
        data: days.map(({ amount }) => amount / 100),
        tooltip: asMoney,
        barMaxWidth: 18,
        itemStyle: { borderRadius: [3, 3, 0, 0], opacity: 0.75 },
      },
      {
        name: t('replay.charged'),
        type: 'line',
        data: days.map(({ charged }) => charged / 100),
        tooltip: asMoney,
        symbol: 'none',
        lineStyle: { type: 'dashed', width: 1.5 },
      },
      {
        name: t('replay.with_offer'),
        type: 'line',
        data: days.map(({ with_offer }) => with_offer / 100),
        tooltip: asMoney,
        ...(days.length > 31 ? { symbol: 'none' } : { symbolSize: 5 }),
      },
    ],
  }
}

export function stepChart(steps: Steps, { t }: Words, colors: ChartColors): EChartsCoreOption {
  const axis = {
    axisLabel: { color: colors.text },
    splitLine: { lineStyle: { color: colors.line } },
  }
  return {
    color: [colors.main],
    grid: { top: 24, left: 8, right: 8, bottom: 8, outerBoundsMode: 'same' },
    tooltip: { trigger: 'item', valueFormatter: formatCount },
    xAxis: {
      type: 'category',
      data: stepNames(steps),
      ...axis,
      axisLabel: { color: colors.text, interval: 0, fontSize: 11, hideOverlap: true },
    },
    yAxis: { type: 'value', minInterval: 1, ...axis },
    series: [
      {
        name: t('word.orders'),
        type: 'bar',
        data: steps.map(({ orders }) => orders),
        barMaxWidth: 40,
        itemStyle: { borderRadius: [3, 3, 0, 0] },
      },
    ],
  }
}
