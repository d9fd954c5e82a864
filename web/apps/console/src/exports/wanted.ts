// What of a list is wanted as a file, and what the server asks to be said of it.

import type { Permission, StartExport } from '@huitong/api'
import { chosen } from '@/ui/answer'
import type { DateRange } from '@/ui/filters'

export type Subject = StartExport['subject']

/** What each list asks of whoever looks at it, asked for a file as well. */
const PERMISSIONS: Record<Subject, Permission> = {
  members: 'members.read',
  orders: 'orders.read',
  ledger: 'members.read',
  audit: 'audit.read',
}

export const FORMATS: readonly StartExport['format'][] = ['xlsx', 'csv']

/** The lists that a person may have as files. */
export function subjectsFor(may: (permission: Permission) => boolean): Subject[] {
  return (Object.keys(PERMISSIONS) as Subject[]).filter((subject) => may(PERMISSIONS[subject]))
}

/** Whether a part of it can be had, by business days. */
export function hasDays(subject: Subject | undefined): boolean {
  return subject === 'orders' || subject === 'ledger'
}

/** Whether it has to be said why: files of members leave the house. */
export function needsReason(subject: Subject | undefined): boolean {
  return subject === 'members'
}

export interface ExportValues {
  subject: Subject
  format: StartExport['format']
  days?: DateRange
  reason?: string
}

/** The body of the request; a field that was hidden meanwhile is not sent. */
export function wantedOf({ subject, format, days, reason }: ExportValues): StartExport {
  const [from, to] = hasDays(subject) ? (days ?? []) : []
  return chosen({ subject, format, from, to, reason: reason?.trim() })
}
