// The order of the list of members. A search has its own: who fits best comes first.

import type { MemberFilter } from '@huitong/api'

/** Whether members are searched for, by a text or by what they said in a field. */
export function isSearch({ q, field }: MemberFilter): boolean {
  return Boolean(q || field)
}

/** The question without an order where it is a search, for the server refuses both together. */
export function withoutSortOfSearch(asked: MemberFilter): MemberFilter {
  if (!isSearch(asked)) return asked
  const { sort: _, ...rest } = asked
  return rest
}
