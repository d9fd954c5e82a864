// A chart by ECharts, of which only what is used is loaded. It follows its box and the theme; the
// picture has a sentence for those who cannot see it.

import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useTheme } from '@/app/theme'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

export interface ChartColors {
  main: string
  second: string
  text: string
  line: string
}

const LIGHT: ChartColors = { main: '#0958d9', second: '#d46b08', text: '#595959', line: '#e5e5e5' }
const DARK: ChartColors = { main: '#65a9f3', second: '#ffa940', text: '#bfbfbf', line: '#303030' }

interface ChartProps {
  /** Makes the chart from the colours of the theme. */
  option: (colors: ChartColors) => EChartsCoreOption
  height: number
  /** What the picture says, in words. */
  label: string
}

export function Chart({ option, height, label }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const { isDark } = useTheme()
  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current)
    chart.setOption(option(isDark ? DARK : LIGHT))
    const follow = new ResizeObserver(() => chart.resize())
    follow.observe(box.current)
    return () => {
      follow.disconnect()
      chart.dispose()
    }
  }, [option, isDark])
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />
}
