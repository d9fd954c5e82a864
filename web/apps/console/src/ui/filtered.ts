// Whether an empty list may be empty only because of what its address asks for.

/** Parameters that choose no rows. */
const NO_FILTERS: readonly string[] = ['cursor', 'sort', 'tab']

/** Whether the address asks for some rows only; the store that is chosen for all pages is none. */
export function isFiltered(search: URLSearchParams, chosenStore: string | undefined): boolean {
  return [...search].some(
    ([name, value]) => value !== '' && value !== chosenStore && !NO_FILTERS.includes(name),
  )
}

/** The address without anything that could choose rows; the open tab and the order stay. */
export function unfiltered(search: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => name === 'tab' || name === 'sort'))
}
