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

/** An erasure that was approved and has not ended. */
export function isErasing({ state, approved_at }: Pick<PrivacyRequest, 'state' | 'approved_at'>) {
  return state === 'open' && approved_at !== null
}

export function standingOf(
  request: Pick<PrivacyRequest, 'state' | 'approved_at' | 'due_on'>,
  today: string,
): Standing {
  if (request.state !== 'open') return { kind: 'ended' }
  if (isErasing(request)) return { kind: 'erasing' }
  const days = daysBetween(today, request.due_on)
  if (days < 0) return { kind: 'overdue', days: -days }
  return { kind: days <= SOON_DAYS ? 'soon' : 'waiting', days }
}
