// The bars of the stores with the largest sales, one below the other.

import { formatMoney } from '@huitong/words'
import type { EChartsCoreOption } from 'echarts/core'
import type { ChartColors } from '@/ui/Chart'
import type { PlaceRow } from './places'

export function rankingChart(rows: readonly PlaceRow[], colors: ChartColors): EChartsCoreOption {
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
        data: rows.map(({ netSales }) => netSales / 100),
        barMaxWidth: 18,
        itemStyle: { borderRadius: [0, 3, 3, 0] },
        label: {
          show: true,
          position: 'right',
          color: colors.text,
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            formatMoney(rows[dataIndex]?.netSales ?? 0),
        },
      },
    ],
  }
}
