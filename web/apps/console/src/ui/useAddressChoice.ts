// What is chosen on a part of a page and stands in the address, beside whatever else stands there.

import { useSearchParams } from 'react-router'

/** Sets one part of the address, or takes it away where nothing is chosen. */
export function useAddressChoice<Name extends string>() {
  const [search, setSearch] = useSearchParams()
  function choose(name: Name, value: string | undefined) {
    const next = new URLSearchParams(search)
    if (value) next.set(name, value)
    else next.delete(name)
    setSearch(next, { replace: true })
  }
  return [search, choose] as const
}
