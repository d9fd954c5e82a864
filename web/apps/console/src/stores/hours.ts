// 营业时间: the times of a week at which a store is open. A time that closes at or before it opens
// lasts into the next day.

import type { Opening } from '@huitong/api'
import { minutesOf } from './clock'

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

export type Weekday = (typeof WEEKDAYS)[number]

const DAY = 24 * 60
const WEEK = 7 * DAY

/** The times in the order of the week, so that the same hours are the same value. */
export function inOrder(openings: readonly Opening[]): Opening[] {
  return [...openings].sort((a, b) => beginOf(a) - beginOf(b))
}

export function timesOf(openings: readonly Opening[], weekday: Weekday): Opening[] {
  return openings.filter((opening) => opening.weekday === weekday)
}

/** The same times on every day as on one. */
export function onEveryDay(openings: readonly Opening[], weekday: Weekday): Opening[] {
  const times = timesOf(openings, weekday)
  return WEEKDAYS.flatMap((day) => times.map((opening) => ({ ...opening, weekday: day })))
}

/** Those that begin while another still lasts; the night to Monday is one as any other. */
export function overlapping(openings: readonly Opening[]): Opening[] {
  return openings.filter((one, place) =>
    openings.some((other, at) => {
      const since = (beginOf(one) - beginOf(other) + WEEK) % WEEK
      return at !== place && since < lengthOf(other)
    }),
  )
}

/** The usual times; after those that a day has already, the evening. */
export function nextTimes(times: readonly Opening[]): Pick<Opening, 'opens' | 'closes'> {
  const last = times.at(-1)
  if (!last) return { opens: '10:00', closes: '22:00' }
  return { opens: last.closes, closes: last.closes < '22:00' ? '22:00' : '00:00' }
}

/** Days in a row with the same times, such as Monday to Friday. */
export interface DayGroup {
  from: Weekday
  to: Weekday
  times: string[]
}

export function groupsOf(openings: readonly Opening[]): DayGroup[] {
  const groups: DayGroup[] = []
  for (const weekday of WEEKDAYS) {
    const times = timesOf(inOrder(openings), weekday).map(
      ({ opens, closes }) => `${opens}–${closes}`,
    )
    const last = groups.at(-1)
    if (last && last.times.join() === times.join()) last.to = weekday
    else groups.push({ from: weekday, to: weekday, times })
  }
  return groups
}

function beginOf({ weekday, opens }: Opening): number {
  return WEEKDAYS.indexOf(weekday) * DAY + minutesOf(opens)
}

/** In minutes; the same time stands for a whole day and night. */
function lengthOf({ opens, closes }: Opening): number {
  return (minutesOf(closes) - minutesOf(opens) + DAY) % DAY || DAY
}
