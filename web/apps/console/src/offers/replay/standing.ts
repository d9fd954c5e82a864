// How far a replay is, and what it was asked for.

import type { OfferReplaySummary, ReplayOffer } from '@huitong/api'
import type { Tone } from '@/ui/StateTag'

export const TONES: Record<OfferReplaySummary['state'], Tone> = {
  queued: 'plain',
  running: 'busy',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'warn',
}

export function isRunning({ state }: Pick<OfferReplaySummary, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}

export const PLACES = ['all', 'region', 'stores'] as const

export interface ReplayValues {
  days: readonly [string, string]
  place: (typeof PLACES)[number]
  region_id?: string
  store_ids?: string[]
}

/** What is asked for: a region or stores, never both, and neither of what was chosen before. */
export function askedOf(offer_id: string, values: ReplayValues): ReplayOffer {
  const { days, place, region_id, store_ids } = values
  const asked = { offer_id, from: days[0], to: days[1] }
  if (place === 'region' && region_id) return { ...asked, region_id }
  if (place === 'stores' && store_ids) return { ...asked, store_ids }
  return asked
}
