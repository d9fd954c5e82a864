// Hours and weekdays of a table of heat.

import type { Overview } from '@huitong/api'
import { WEEKDAYS, type Weekday } from '@/stores/hours'

type Hours = Overview['hours']

/** The weekday of a number from 1 to 7, as the server counts them from Monday. */
export function weekdayOf(number: number): Weekday {
  return WEEKDAYS[number - 1] ?? 'monday'
}

/** Every hour from the first with sales to the last, so that a quiet one shows as such. */
export function hourLabels(hours: Hours): number[] {
  if (hours.length === 0) return []
  const all = hours.map(({ hour }) => hour)
  const [first, last] = [Math.min(...all), Math.max(...all)]
  return Array.from({ length: last - first + 1 }, (_, place) => first + place)
}

/** The hour with the most orders. */
export function busiest(hours: Hours): { weekday: Weekday; hour: number } | undefined {
  const [top] = [...hours].sort((one, other) => other.orders - one.orders)
  return top && { weekday: weekdayOf(top.weekday), hour: top.hour }
}
