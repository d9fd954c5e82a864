// How the numbers of the overview are written, compared and grouped, and where the rows behind
// each of them are.

import type { Indicator, OverviewFilter } from '@huitong/api'
import { formatCount, formatMoney, formatShare } from '@huitong/words'

export type IndicatorKey = Indicator['key']

/** The first eight are what people look at first. */
export const LEADING: readonly IndicatorKey[] = [
  'net_sales',
  'orders',
  'ticket',
  'units_per_order',
  'new_members',
  'enrolment_rate',
  'member_sales_share',
  'top_ups',
]

export const GROUPS: readonly {
  key: 'sales' | 'members' | 'value'
  of: readonly IndicatorKey[]
}[] = [
  {
    key: 'sales',
    of: ['gross_sales', 'returned', 'unit_price', 'discount_rate', 'member_order_share'],
  },
  {
    key: 'members',
    of: [
      'members',
      'buyers',
      'ticket_per_buyer',
      'repeat_rate',
      'active_members',
      'dormant_members',
      'cross_store_share',
    ],
  },
  {
    key: 'value',
    of: [
      'top_up_bonus',
      'stored_value_spent',
      'stored_value_outstanding',
      'points_issued',
      'points_used',
      'points_outstanding',
    ],
  },
]

/** Less of these is better. */
const FEWER_IS_BETTER: ReadonlySet<IndicatorKey> = new Set(['returned', 'dormant_members'])

/** A number as people read it; a dash where there is nothing to divide by. */
export function shown({ value, unit }: Pick<Indicator, 'value' | 'unit'>): string {
  if (value === null) return '–'
  if (unit === 'money' || unit === 'money_each') return formatMoney(value)
  if (unit === 'share') return formatShare(value / 10_000)
  // Hundredths are cut like 分, so that none is rounded on the way.
  if (unit === 'hundredths') return formatMoney(value)
  return formatCount(value)
}

/** One side of the fraction, as people read it. */
export function side(unit: Indicator['unit'], key: IndicatorKey, amount: number): string {
  const isMoney =
    unit === 'money' ||
    unit === 'money_each' ||
    key === 'discount_rate' ||
    key === 'member_sales_share' ||
    key === 'cross_store_share'
  return isMoney ? formatMoney(amount) : formatCount(amount)
}

export interface Change {
  /** `+12.0%`, or `+12.0` in points of per cent for what is a share itself. */
  text: string
  isPoints: boolean
  tone: 'good' | 'bad' | 'even'
}

/** How a number stands to the period before; nothing where that cannot be said. */
export function changeOf({ key, unit, value, before }: Indicator): Change | undefined {
  if (value === null || before === null) return undefined
  const isPoints = unit === 'share'
  if (!isPoints && before <= 0) return undefined
  const change = isPoints ? (value - before) / 10_000 : (value - before) / before
  const isMore = change > 0
  const isBetter = FEWER_IS_BETTER.has(key) ? !isMore : isMore
  const tone = change === 0 ? 'even' : isBetter ? 'good' : 'bad'
  const size = formatShare(change)
  const sign = isMore ? '▲ +' : change < 0 ? '▼ ' : ''
  return {
    text: `${sign}${isPoints ? size.replace('%', '') : size}`,
    isPoints,
    tone,
  }
}

/**
 * Where the rows behind a number are, for the period and the store that are shown. Lists cannot be
 * asked by region, and no list tells what was held at the end of a day that is over.
 */
export function rowsBehind(
  key: IndicatorKey,
  { from, to }: { from: string; to: string },
  { store_id, region_id }: OverviewFilter,
): string | undefined {
  if (region_id) return undefined
  const asked = new URLSearchParams({ from, to, ...(store_id ? { store_id } : {}) })
  const members = new URLSearchParams(store_id ? { store_id } : {})
  switch (key) {
    case 'net_sales':
    case 'gross_sales':
    case 'orders':
    case 'ticket':
    case 'units_per_order':
    case 'unit_price':
    case 'discount_rate':
    case 'member_order_share':
    case 'member_sales_share':
    case 'buyers':
    case 'ticket_per_buyer':
    case 'repeat_rate':
    case 'cross_store_share':
    case 'points_issued':
      return `/orders?${asked}`
    case 'returned':
      return `/returns?${asked}`
    case 'top_ups':
    case 'top_up_bonus':
      return `/top-ups?${asked}`
    case 'stored_value_spent':
      asked.set('tender', 'stored_value')
      return `/orders?${asked}`
    case 'points_used':
      asked.set('tender', 'points')
      return `/orders?${asked}`
    case 'members':
      return `/members?${members}`
    case 'new_members':
    case 'enrolment_rate':
      members.set('enrolled_from', from)
      members.set('enrolled_to', to)
      return `/members?${members}`
    default:
      return undefined
  }
}
