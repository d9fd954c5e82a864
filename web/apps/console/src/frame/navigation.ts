// What a person sees of the places: groups without any are gone, and a group with a single one is
// that place under the group's own name.

import type { Permission } from '@huitong/api'
import type { Place, PlaceGroup } from './places'

type Permissions = readonly Permission[]

/** The groups of which the person may see something, with the places that they may see. */
export function groupsFor(groups: readonly PlaceGroup[], permissions: Permissions): PlaceGroup[] {
  return groups.flatMap(({ places, ...group }) => {
    const seen = places.filter((place) => isFor(place, permissions))
    const [only] = seen.length === 1 ? seen : []
    if (only) return [{ ...group, places: [{ ...only, word: group.word }] }]
    return seen.length === 0 ? [] : [{ ...group, places: seen }]
  })
}

/** The places that the person may see, called as the navigation calls them. */
export function placesFor(groups: readonly PlaceGroup[], permissions: Permissions): Place[] {
  return groupsFor(groups, permissions).flatMap(({ places }) => places)
}

/** The place that an address belongs to: a record belongs to the list that it is in. */
export function placeAt(places: readonly Place[], pathname: string): Place | undefined {
  return places
    .filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0]
}

function isFor({ permission }: Place, permissions: Permissions): boolean {
  return permission === undefined || permissions.includes(permission)
}
