// From the days of the address to the moments that the log is asked for.

import type { AuditFilter } from '@huitong/api'
import { endOfDay, startOfDay } from '@/members/dates'
import { chosen } from '@/ui/answer'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Days as the clock of the zone counts them, both counted in. */
export function entriesAsked({ from, to, ...asked }: AuditFilter, zone: string): AuditFilter {
  return chosen({
    ...asked,
    from: moment(from, startOfDay),
    to: moment(to, endOfDay),
  }) as AuditFilter

  // What is no day is left to the server to refuse.
  function moment(day: string | undefined, of: typeof startOfDay): string | undefined {
    return day && DAY.test(day) && !Number.isNaN(Date.parse(day)) ? of(day, zone) : day
  }
}
