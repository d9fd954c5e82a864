// Hours and weekdays of a table of heat.

import type { Overview } from '@huitong/api'
import dayjs from 'dayjs'
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

/** The weekdays of a period, from Monday; all of them where it is a week or longer. */
export function weekdaysIn({ from, to }: { from: string; to: string }): number[] {
  const first = dayjs(from)
  const days = dayjs(to).diff(first, 'day') + 1
  if (days >= WEEKDAYS.length) return WEEKDAYS.map((_, place) => place + 1)
  return Array.from({ length: days }, (_, place) => first.add(place, 'day').day() || 7).sort()
}

/** A number for every hour of every weekday, so that one without orders shows as such. */
export function heatCells(
  hours: Hours,
  weekdays: readonly number[],
  labels: readonly number[],
): [column: number, row: number, orders: number][] {
  return weekdays.flatMap((weekday, row) =>
    labels.map((hour, column): [number, number, number] => [
      column,
      row,
      hours.find((one) => one.weekday === weekday && one.hour === hour)?.orders ?? 0,
    ]),
  )
}

/** The hour with the most orders. */
export function busiest(hours: Hours): { weekday: Weekday; hour: number } | undefined {
  const [top] = [...hours].sort((one, other) => other.orders - one.orders)
  return top && { weekday: weekdayOf(top.weekday), hour: top.hour }
}
