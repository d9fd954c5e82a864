// What of a list is wanted as a file, and what the server asks to be said of it.

import type { ExportFilter, Permission, StartExport } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import { chosen } from '@/ui/answer'
import type { DateRange } from '@/ui/filters'
import type { Subject } from './filter'

/** What each list asks of whoever looks at it, asked for a file as well. */
const PERMISSIONS: Record<Subject, Permission> = {
  members: 'members.read',
  orders: 'orders.read',
  returns: 'orders.read',
  top_ups: 'orders.read',
  goods: 'goods.read',
  ledger: 'members.read',
  audit: 'audit.read',
}

export const FORMATS: readonly StartExport['format'][] = ['xlsx', 'csv']

/** The lists that a person may have as files. */
export function subjectsFor(may: (permission: Permission) => boolean): Subject[] {
  return (Object.keys(PERMISSIONS) as Subject[]).filter((subject) => may(PERMISSIONS[subject]))
}

/** Whether a part of it can be had, by days. */
export function hasDays(subject: Subject | undefined): boolean {
  return subject !== undefined && subject !== 'members' && subject !== 'goods'
}

/** What its days are called: the audit log knows no business day. */
export function daysWord(subject: Subject | undefined): WordKey {
  return subject === 'audit' ? 'audit.dates' : 'export.days'
}

/** Whether it has to be said why: files of members leave the house. */
export function needsReason(subject: Subject | undefined): boolean {
  return subject === 'members'
}

export interface ExportValues {
  subject: Subject
  format: StartExport['format']
  days?: DateRange
  filter?: ExportFilter
  reason?: string
}

/** The body of the request; a field that was hidden meanwhile is not sent. */
export function wantedOf({ subject, format, days, filter, reason }: ExportValues): StartExport {
  const [from, to] = hasDays(subject) ? (days ?? []) : []
  const rows = filter && Object.keys(filter).length > 0 ? filter : undefined
  return chosen({ subject, format, from, to, filter: rows, reason: reason?.trim() })
}
