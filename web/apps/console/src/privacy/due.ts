// How urgent a request is: until when it must be answered, and whether it was not.

import type { PrivacyRequest } from '@huitong/api'
import { daysBetween } from '@/members/dates'

const SOON_DAYS = 3

export type Standing =
  /** Answered, one way or another. */
  | { kind: 'ended' }
  /** An erasure that was approved is carried through and needs no answer. */
  | { kind: 'erasing' }
  | { kind: 'overdue'; days: number }
  | { kind: 'soon'; days: number }
  | { kind: 'waiting'; days: number }

export function standingOf(
  { state, approved_at, due_on }: Pick<PrivacyRequest, 'state' | 'approved_at' | 'due_on'>,
  today: string,
): Standing {
  if (state !== 'open') return { kind: 'ended' }
  if (approved_at !== null) return { kind: 'erasing' }
  const days = daysBetween(today, due_on)
  if (days < 0) return { kind: 'overdue', days: -days }
  return { kind: days <= SOON_DAYS ? 'soon' : 'waiting', days }
}
