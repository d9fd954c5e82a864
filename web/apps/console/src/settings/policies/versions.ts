// Texts by purpose: the one in force first, those before it after; a purpose without any text is
// there too, so that one sees what is missing.

import type { Policy } from '@huitong/api'

export type Purpose = Policy['purpose']

/** In the order in which people are asked. */
const PURPOSES = [
  'service',
  'marketing',
  'profiling',
  'store_sharing',
  'location',
  'guardian',
] as const satisfies readonly Purpose[]

export interface PurposeTexts {
  purpose: Purpose
  /** The newest first. */
  versions: Policy[]
}

export function byPurpose(texts: readonly Policy[]): PurposeTexts[] {
  return PURPOSES.map((purpose) => ({
    purpose,
    versions: texts
      .filter((text) => text.purpose === purpose)
      .toSorted((a, b) => b.version - a.version),
  }))
}
