// Amounts of money as bars, one below the other: the largest first, as they come.

import { formatMoney } from '@huitong/words'
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartColors } from './Chart'

export interface RankedRow {
  name: string
  /** In 分; yuan on the picture only. */
  amount: number
}

export function rankingChart(rows: readonly RankedRow[], colors: ChartColors): EChartsCoreOption {
  return {
    color: [colors.main],
    grid: { top: 4, left: 8, right: 96, bottom: 4, outerBoundsMode: 'same' },
    tooltip: {
      trigger: 'item',
      valueFormatter: (yuan: number) => formatMoney(Math.round(yuan * 100)),
    },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisLabel: { color: colors.text, width: 110, overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { show: false },
    },
    series: [
      {
        type: 'bar',
        data: rows.map(({ amount }) => amount / 100),
        barMaxWidth: 18,
        itemStyle: { borderRadius: [0, 3, 3, 0] },
        label: {
          show: true,
          position: 'right',
          color: colors.text,
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            formatMoney(rows[dataIndex]?.amount ?? 0),
        },
      },
    ],
  }
}
