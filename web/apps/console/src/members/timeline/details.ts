// The details of an event, which differ by its kind, read with care: what is not there or is of
// another type is nothing.

import type { MemberEvent } from '@huitong/api'

export interface Details {
  text: (name: string) => string | undefined
  amount: (name: string) => number | undefined
  flag: (name: string) => boolean
}

export function detailsOf({ details }: Pick<MemberEvent, 'details'>): Details {
  const all: Record<string, unknown> = details
  const text = (name: string) => {
    const value = all[name]
    return typeof value === 'string' ? value : undefined
  }
  const amount = (name: string) => {
    const value = all[name]
    return typeof value === 'number' ? value : undefined
  }
  return { text, amount, flag: (name) => all[name] === true }
}
