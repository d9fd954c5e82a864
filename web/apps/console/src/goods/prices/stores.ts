// Whose columns stand in the price grid, as the address names them.

import { CHAIN, type Owner } from './pricing'

/** Each is a question to the server and two columns of cells to look over. */
export const MOST_STORES = 8
const AT_FIRST = 3

/** No store at all: the chain's prices alone. */
export const NO_STORE = '-'

/** The stores of an address; where it names none, the one at hand, or the first few. */
export function storesAsked(
  asked: string | undefined,
  known: readonly string[],
  atHand: string | undefined,
): string[] {
  if (asked === NO_STORE) return []
  const named = (asked ?? '').split(',').filter((id) => known.includes(id))
  if (named.length > 0) return [...new Set(named)].slice(0, MOST_STORES)
  return atHand === undefined ? known.slice(0, AT_FIRST) : [atHand]
}

export function storesAsAddress(ids: readonly string[]): string {
  return ids.length > 0 ? ids.join(',') : NO_STORE
}

/** The chain first; a store with something unsaved stays in sight although it is chosen no more. */
export function ownersShown(stores: readonly string[], unsaved: ReadonlySet<Owner>): Owner[] {
  return [...new Set([CHAIN, ...stores, ...unsaved])]
}
