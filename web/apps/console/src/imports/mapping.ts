// What the columns of a file mean, as a form holds it and as it is sent; and what it lacks.

import type { Import, ImportKind, MapImport } from '@huitong/api'

/** A field that has one value in all rows. */
export interface Constant {
  field?: string
  value?: string
}

/** What a word of the file means in ours. */
export interface Word {
  field?: string
  from?: string
  to?: string
}

export interface MappingValues {
  /** For each column the field that it holds. */
  columns: (string | null | undefined)[]
  constants: Constant[]
  words: Word[]
  is_kept: boolean
}

export function toValues({ columns, constants, words }: Import): MappingValues {
  return {
    columns: columns.map(({ field }) => field),
    constants: Object.entries(constants).map(([field, value]) => ({ field, value })),
    words: Object.entries(words).flatMap(([field, meant]) =>
      Object.entries(meant).map(([from, to]) => ({ field, from, to })),
    ),
    is_kept: false,
  }
}

export function toBody(kind: ImportKind, values: MappingValues): MapImport {
  const constants: Record<string, string> = {}
  for (const { field, value } of values.constants) {
    if (field && value) constants[field] = value
  }
  const words: Record<string, Record<string, string>> = {}
  for (const { field, from, to } of values.words) {
    if (field && from && to) words[field] = { ...words[field], [from]: to }
  }
  const columns = values.columns.map((field) => field ?? null)
  return { kind, mapping: { columns, constants, words }, is_kept: values.is_kept }
}

/** The same for a file that is of another kind: what that kind knows stays. */
export function keptFor(fields: readonly string[], values: MappingValues): MappingValues {
  const isKnown = (field: string | null | undefined) => field != null && fields.includes(field)
  return {
    ...values,
    columns: values.columns.map((field) => (isKnown(field) ? field : null)),
    constants: values.constants.filter(({ field }) => isKnown(field)),
    words: values.words.filter(({ field }) => isKnown(field)),
  }
}

/** The fields that have a column or a constant. */
export function saidFields(values: Pick<MappingValues, 'columns' | 'constants'>): Set<string> {
  const said = new Set<string>()
  for (const field of values.columns) if (field) said.add(field)
  for (const { field, value } of values.constants) if (field && value) said.add(field)
  return said
}

/** Groups of fields of which one is needed, such as `phone|card_no`, that nothing stands for. */
export function lacking(
  groups: readonly string[],
  values: Pick<MappingValues, 'columns' | 'constants'>,
): string[][] {
  const said = saidFields(values)
  return groups
    .map((group) => group.split('|'))
    .filter((fields) => !fields.some((field) => said.has(field)))
}
