// Days on a zone's clock: which day it is there, how old somebody is, when a day begins and ends.

import { formatTime } from '@huitong/words'

const DAY_MILLIS = 24 * 60 * 60_000
const CHILD_BELOW_YEARS = 14

/** The day in a zone, such as `2026-03-01`. */
export function dayIn(zone: string, now: Date): string {
  return formatTime(now.toISOString(), zone).slice(0, 10)
}

/** Days from one day to another; negative when the other is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLIS)
}

/** Whether a guardian answers for somebody who was born on that day. */
export function isChild(birthday: string | null, today: string): boolean {
  if (birthday === null) return false
  const [bornYear = '', ...born] = birthday.split('-')
  const [year = '', ...now] = today.split('-')
  const hadBirthday = now.join('-') >= born.join('-')
  return Number(year) - Number(bornYear) - (hadBirthday ? 0 : 1) < CHILD_BELOW_YEARS
}

/** The first moment of a day in a zone, as the contract writes moments. */
export function startOfDay(day: string, zone: string): string {
  return momentOf(Date.parse(`${day}T00:00:00Z`), zone)
}

/** The first moment after a day. */
export function endOfDay(day: string, zone: string): string {
  return momentOf(Date.parse(`${day}T00:00:00Z`) + DAY_MILLIS, zone)
}

/** When the clock of a zone shows what UTC's shows at `asUtc`. */
function momentOf(asUtc: number, zone: string): string {
  // The zone is as far from UTC as its clock shows then; asked twice, for the night in which a
  // clock is changed.
  const guess = asUtc - offsetAt(asUtc, zone)
  return new Date(asUtc - offsetAt(guess, zone)).toISOString()
}

function offsetAt(millis: number, zone: string): number {
  const shown = formatTime(new Date(millis).toISOString(), zone).replace(' ', 'T')
  return Date.parse(`${shown}:00Z`) - Math.floor(millis / 60_000) * 60_000
}
