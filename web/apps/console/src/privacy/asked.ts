// What the address of the list asks for: what waits, unless it says otherwise.

import type { PrivacyRequestFilter } from '@huitong/api'

/** Stands for every state; the server has no word for it. */
export const ALL_STATES = 'all'

/** As the address has it, where all is text. */
export interface AskedRequests extends Omit<PrivacyRequestFilter, 'state' | 'is_overdue'> {
  state?: NonNullable<PrivacyRequestFilter['state']> | typeof ALL_STATES
  is_overdue?: string
}

export function toFilter({ state, is_overdue, ...rest }: AskedRequests): PrivacyRequestFilter {
  return {
    ...rest,
    ...(state === ALL_STATES ? {} : { state: state ?? 'open' }),
    ...(is_overdue === 'true' ? { is_overdue: true } : {}),
  }
}
