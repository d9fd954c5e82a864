// The prices of a SKU as steps, and the same as a table.

import type { PriceRecord } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback } from 'react'
import { useStoreTime } from '@/stores/time'
import type { ChartColors } from '@/ui/Chart'
import { ChartCard } from '@/ui/ChartCard'
import { stepsOf } from './steps'

const DAY_MILLIS = 86_400_000
/** Where in `2026-11-27 09:30` the date ends, and the year. */
const [DATE_END, YEAR_END] = [10, 5]

interface PriceRecordCardProps {
  name: string
  /** Empty for the chain. */
  storeId: string
  records: readonly PriceRecord[]
}

export function PriceRecordCard({ name, storeId, records }: PriceRecordCardProps) {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const option = useCallback(
    (colors: ChartColors) =>
      stepChart(records, words, colors, (at) => time(new Date(at).toISOString(), storeId)),
    [records, words, time, storeId],
  )
  const latest = records.at(-1)
  return (
    <ChartCard
      title={t('price_record.title')}
      option={option}
      height={240}
      label={t('price_record.label', {
        sku: name,
        at: latest ? time(latest.from_at, storeId) : '',
      })}
      emptyText={t('price_record.none')}
      table={{
        columns: [
          { title: t('price_record.from') },
          { title: t('price.list'), isNumber: true },
          { title: t('price.member'), isNumber: true },
        ],
        rows: records
          .toReversed()
          .map(({ from_at, list_price, member_price }) => [
            time(from_at, storeId),
            typeof list_price === 'number' ? formatMoney(list_price) : t('price_record.as_chain'),
            typeof member_price === 'number' ? formatMoney(member_price) : '–',
          ]),
      }}
    />
  )
}

function stepChart(
  records: readonly PriceRecord[],
  { t }: Words,
  colors: ChartColors,
  clock: (at: number) => string,
): EChartsCoreOption {
  const hasMember = records.some(({ member_price }) => typeof member_price === 'number')
  const axis = {
    axisLabel: { color: colors.text, hideOverlap: true },
    splitLine: { lineStyle: { color: colors.line } },
  }
  // Within a day or two dates alone would all be the same.
  const isShort = Date.now() - Date.parse(records[0]?.from_at ?? '') < 2 * DAY_MILLIS
  const dateOnly = (at: number) => clock(at).slice(0, DATE_END)
  const clockOnly = (at: number) => clock(at).slice(YEAR_END)
  const steps = (name: string, of: (record: PriceRecord) => number | null | undefined) => ({
    name,
    type: 'line',
    step: 'end',
    symbolSize: 5,
    // Yuan, for the height on the picture only.
    data: stepsOf(records, of, Date.now()).map(([at, fen]) => [
      at,
      fen === null ? null : fen / 100,
    ]),
    tooltip: {
      valueFormatter: (yuan: number | null) =>
        typeof yuan === 'number' ? formatMoney(Math.round(yuan * 100)) : '–',
    },
  })
  return {
    color: [colors.main, colors.second],
    legend: { top: 0, textStyle: { color: colors.text } },
    grid: { top: 40, left: 8, right: 16, bottom: 8, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis' },
    // The picture's own clock would be the browser's; prices change by the store's.
    xAxis: {
      type: 'time',
      axisLabel: { ...axis.axisLabel, formatter: isShort ? clockOnly : dateOnly },
      axisPointer: { label: { formatter: ({ value }: { value: number }) => clock(value) } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: true,
      ...axis,
      axisLabel: {
        ...axis.axisLabel,
        formatter: (yuan: number) => formatMoney(Math.round(yuan * 100)),
      },
    },
    series: [
      steps(t('price.list'), ({ list_price }) => list_price),
      ...(hasMember ? [steps(t('price.member'), ({ member_price }) => member_price)] : []),
    ],
  }
}
