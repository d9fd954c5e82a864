// From when to when an offer runs, in a line.

import type { Words } from '@huitong/words/react'

interface Period {
  starts_at?: string | null
  ends_at?: string | null
}

export function sayPeriod(
  { t }: Pick<Words, 't'>,
  { starts_at, ends_at }: Period,
  time: (moment: string) => string,
): string {
  if (starts_at && ends_at) {
    return t('offer.from_to', { from: time(starts_at), to: time(ends_at) })
  }
  if (starts_at) return t('offer.since', { from: time(starts_at) })
  return ends_at ? t('offer.until', { to: time(ends_at) }) : t('offer.open_ended')
}
