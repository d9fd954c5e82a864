// What a list is asked for stands in the address: from fields that a screen declares to the
// address, to the form above the list, and to the question for the server. A changed filter
// begins at the first page again.

import type { ReactElement } from 'react'
import { chosen } from './answer'

export interface Choice {
  value: string
  label: string
}

interface Named {
  /** The parameter in the address and of the server. */
  name: string
  label: string
}

export type FilterField =
  | (Named & { kind: 'text'; hint?: string })
  | (Named & { kind: 'select'; options: readonly Choice[]; allText?: string })
  | (Named & { kind: 'store' })
  /** From a day to a day, both parameters of their own. */
  | { kind: 'dates'; from: string; to: string; label: string }
  /** Comes by a link from another page; shown as a tag that can be taken away. */
  | (Named & { kind: 'linked'; clearText: string })
  /** Any other control that takes `value` and `onChange` of a string; `isWide` fills a phone's row. */
  | (Named & { kind: 'own'; control: ReactElement<object>; isWide?: boolean })

export type DateRange = readonly [string, string]
export type FilterValues = Record<string, string | DateRange | undefined>

/** The parameters that a field fills. */
function paramsOf(field: FilterField): string[] {
  return field.kind === 'dates' ? [field.from, field.to] : [field.name]
}

/** The name of a field in the form. */
export function formName(field: FilterField): string {
  return field.kind === 'dates' ? field.from : field.name
}

/** What the form above the list shows for an address. */
export function toFormValues(
  fields: readonly FilterField[],
  search: URLSearchParams,
): FilterValues {
  const values: FilterValues = {}
  for (const field of fields) {
    const [first, last] = paramsOf(field).map((name) => search.get(name) || undefined)
    values[formName(field)] =
      field.kind === 'dates' ? (first && last ? [first, last] : undefined) : first
  }
  return values
}

/** The address for what the form holds; what belongs to no filter, such as the order, stays. */
export function withFilters(
  fields: readonly FilterField[],
  search: URLSearchParams,
  values: FilterValues,
): URLSearchParams {
  const next = withoutFilters(fields, search)
  for (const field of fields) {
    const value = values[formName(field)]
    const parts = typeof value === 'string' ? [value.trim()] : (value ?? [])
    paramsOf(field).forEach((name, i) => {
      const part = parts[i]
      if (part) next.set(name, part)
    })
  }
  return next
}

/** The address of the list with nothing asked. */
export function withoutFilters(
  fields: readonly FilterField[],
  search: URLSearchParams,
): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const name of ['cursor', ...fields.flatMap(paramsOf)]) next.delete(name)
  return next
}

/**
 * The filters and the order of an address, without the page: what a saved view keeps. Names and
 * numbers that were searched for, and single members, are of people and kept nowhere.
 */
export function viewOf(fields: readonly FilterField[], search: URLSearchParams): string {
  const kept = pick(search, [...fields.filter(isOfNobody).flatMap(paramsOf), 'sort'])
  return new URLSearchParams(Object.entries(kept).sort()).toString()
}

/** The address as it is asked: with the store that is chosen for all pages, unless it names one. */
export function withStore(
  fields: readonly FilterField[],
  search: URLSearchParams,
  chosenStore: string | undefined,
): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const field of fields) {
    if (field.kind === 'store' && chosenStore && !next.get(field.name)) {
      next.set(field.name, chosenStore)
    }
  }
  return next
}

/** The address without the store that is chosen for all pages, which is not sent to others. */
export function withoutStore(
  fields: readonly FilterField[],
  search: URLSearchParams,
  chosenStore: string | undefined,
): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const field of fields) {
    if (field.kind === 'store' && next.get(field.name) === chosenStore) next.delete(field.name)
  }
  return next
}

/** What of the address a list hands to its query: filters, order, page. */
export function askedOf(
  fields: readonly FilterField[],
  search: URLSearchParams,
): Record<string, string> {
  return pick(search, [...fields.flatMap(paramsOf), 'sort', 'cursor'])
}

/** Controls of their own that choose people, or say what a member said. */
const OF_PEOPLE: readonly string[] = ['member_id', 'field_value']

function isOfNobody(field: FilterField): boolean {
  if (field.kind === 'text' || field.kind === 'linked') return false
  return !paramsOf(field).some((name) => OF_PEOPLE.includes(name))
}

function pick(search: URLSearchParams, names: readonly string[]): Record<string, string> {
  return chosen(
    Object.fromEntries(names.map((name) => [name, search.get(name) ?? undefined])),
  ) as Record<string, string>
}
