// Which period and which stores are asked about, as the address says it.

import type { OverviewFilter } from '@huitong/api'

/** What the address asks; a store of its own goes before the one that is chosen for all pages. */
export function askedBy(search: URLSearchParams, chosen: string | undefined): OverviewFilter {
  const region = search.get('region_id')
  const store = search.get('store_id') ?? (region ? undefined : chosen)
  const [from, to] = [search.get('from'), search.get('to')]
  return {
    ...(from && to ? { from, to } : {}),
    ...(store ? { store_id: store } : {}),
    ...(region && !store ? { region_id: region } : {}),
  }
}

/** The address with something else asked; nothing takes a wish away. */
export function askInstead(
  search: URLSearchParams,
  wishes: Readonly<Record<string, string | undefined>>,
): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const [name, wish] of Object.entries(wishes)) {
    if (wish) next.set(name, wish)
    else next.delete(name)
  }
  return next
}
