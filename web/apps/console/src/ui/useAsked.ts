// What the address of a list asks for, as the query of its call.

import { useSearchParams } from 'react-router'
import { askedOf, type FilterField } from './filters'

/** A word that the contract does not know is left to the server to refuse. */
export function useAsked<Filter extends object>(fields: readonly FilterField[]): Filter {
  const [search] = useSearchParams()
  return askedOf(fields, search) as Filter
}
