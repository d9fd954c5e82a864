// How an event looks in a timeline: what went well, what to look at, what is over.

import type { MemberEvent } from '@huitong/api'
import type { Tone } from '@/ui/StateTag'
import { detailsOf } from './details'

type Kind = MemberEvent['kind']

const TONES: Partial<Record<Kind, Tone>> = {
  enrolment: 'good',
  order: 'good',
  top_up: 'good',
  return: 'warn',
  adjustment: 'warn',
  merge: 'busy',
  tier: 'busy',
  request: 'warn',
}

export function toneOf(event: MemberEvent): Tone {
  const details = detailsOf(event)
  if (event.kind === 'state') return details.text('after') === 'active' ? 'good' : 'bad'
  if (event.kind === 'consent') return details.flag('is_given') ? 'good' : 'bad'
  return TONES[event.kind] ?? 'plain'
}
