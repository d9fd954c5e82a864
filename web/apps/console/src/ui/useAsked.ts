// What the address of a list asks for, as the query of its call; for the store that is chosen for
// all pages, where the address names none.

import { useSearchParams } from 'react-router'
import { useChosenStore } from '@/stores/chosen'
import { askedOf, type FilterField, withStore } from './filters'

/** A word that the contract does not know is left to the server to refuse. */
export function useAsked<Filter extends object>(fields: readonly FilterField[]): Filter {
  const [search] = useSearchParams()
  const { storeId } = useChosenStore()
  return askedOf(fields, withStore(fields, search, storeId)) as Filter
}
