// A chart by ECharts, of which only what is used is loaded. It follows its box and the theme; the
// picture has a sentence for those who cannot see it.

import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import {
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { type RefObject, useEffect, useRef } from 'react'
import { FONT, useTheme } from '@/app/theme'

use([
  BarChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
])

export interface ChartColors {
  main: string
  second: string
  text: string
  line: string
  /** From least to most, for tables of heat. */
  heat: readonly string[]
  /** What the chart lies on. */
  ground: string
}

const LIGHT: ChartColors = {
  main: '#0958d9',
  second: '#d46b08',
  text: '#595959',
  line: '#e5e5e5',
  heat: ['#f0f5ff', '#adc6ff', '#597ef7', '#1d39c4', '#061178'],
  ground: '#ffffff',
}
const DARK: ChartColors = {
  main: '#65a9f3',
  second: '#ffa940',
  text: '#bfbfbf',
  line: '#303030',
  heat: ['#131629', '#1c2755', '#203175', '#2b4acb', '#7f9ef3'],
  ground: '#141414',
}

/** What is out of the page is put away when the next one stands there. */
const SOON = 500

/** Makes the picture as a data URL, once the chart is drawn. */
export type Picture = () => string

export interface ChartProps {
  /** Makes the chart from the colours of the theme. */
  option: (colors: ChartColors) => EChartsCoreOption
  height: number
  /** What the picture says, in words. */
  label: string
  /** Filled while there is a picture to download. */
  picture?: RefObject<Picture | undefined>
}

export function Chart({ option, height, label, picture }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const { isDark } = useTheme()
  useEffect(() => {
    const on = box.current
    if (!on) return
    const colors = isDark ? DARK : LIGHT
    const chart = init(on)
    chart.setOption({ textStyle: { fontFamily: FONT }, ...option(colors) })
    if (picture) {
      picture.current = () =>
        chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: colors.ground })
    }
    // Told at once too, though nothing changed, and when the box is taken out of the page.
    const follow = new ResizeObserver(() => {
      const isOther = on.clientWidth !== chart.getWidth() || on.clientHeight !== chart.getHeight()
      if (on.isConnected && isOther) chart.resize()
    })
    follow.observe(on)
    return () => {
      if (picture) picture.current = undefined
      follow.disconnect()
      if (on.isConnected) end(chart)
      else setTimeout(() => end(chart), SOON)
    }
  }, [option, isDark, picture])
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />
}

function end(chart: EChartsType): void {
  // A long picture goes on in the next frame, and would find nothing there: an empty one ends it.
  chart.clear()
  chart.getZr().refreshImmediately()
  chart.dispose()
}
