// Periods that people ask for, as days from and to, both counted in.

import dayjs, { type Dayjs } from 'dayjs'
import type { DateRange } from './filters'

const DAY = 'YYYY-MM-DD'

export const PERIODS = [
  'today',
  'yesterday',
  'last_7',
  'last_30',
  'last_90',
  'this_month',
  'last_month',
] as const
export type Period = (typeof PERIODS)[number]

export function daysOf(period: Period, today: Dayjs = dayjs()): DateRange {
  const month = today.subtract(1, 'month')
  const ranges: Record<Period, [Dayjs, Dayjs]> = {
    today: [today, today],
    yesterday: [today.subtract(1, 'day'), today.subtract(1, 'day')],
    last_7: [today.subtract(6, 'day'), today],
    last_30: [today.subtract(29, 'day'), today],
    last_90: [today.subtract(89, 'day'), today],
    this_month: [today.startOf('month'), today],
    last_month: [month.startOf('month'), month.endOf('month')],
  }
  const [first, last] = ranges[period]
  return [first.format(DAY), last.format(DAY)]
}
