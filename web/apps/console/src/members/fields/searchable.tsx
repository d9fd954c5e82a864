// Finding members by what they say in a field of the brand's own: first the field is chosen, then
// what is said in it.

import type { MemberField, MemberFilter } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { DateInput } from '@/ui/DateInput'
import type { FilterField } from '@/ui/filters'
import { hasChoices } from './draft'
import { labelOf } from './values'

export function searchableOf(fields: readonly MemberField[]): MemberField[] {
  return fields.filter(({ is_active, is_searchable }) => is_active && is_searchable)
}

/** The filters for it; none for a brand without such fields. */
export function fieldFilters(
  { t, lang }: Words,
  searchable: readonly MemberField[],
  chosenKey: string | null,
): FilterField[] {
  if (searchable.length === 0) return []
  const options = searchable.map((field) => ({ value: field.key, label: labelOf(field, lang) }))
  const which: FilterField = {
    kind: 'select',
    name: 'field',
    label: t('member.own_fields'),
    options,
  }
  const chosen = searchable.find(({ key }) => key === chosenKey)
  return chosen ? [which, valueFilter({ t, lang }, chosen)] : [which]
}

function valueFilter({ t, lang }: Pick<Words, 't' | 'lang'>, field: MemberField): FilterField {
  const named = { name: 'field_value', label: labelOf(field, lang) }
  if (field.kind === 'date') return { ...named, kind: 'own', control: <DateInput /> }
  if (field.kind === 'flag') {
    const options = [
      { value: 'true', label: t('word.yes') },
      { value: 'false', label: t('word.no') },
    ]
    return { ...named, kind: 'select', options }
  }
  if (!hasChoices(field.kind)) return { ...named, kind: 'text' }
  const options = field.choices.map((one) => ({ value: one.key, label: labelOf(one, lang) }))
  return { ...named, kind: 'select', options }
}

/** What the server is asked: the field only together with what is said in it, if it may be that. */
export function withField(asked: MemberFilter, searchable: readonly MemberField[]): MemberFilter {
  const { field, field_value, ...rest } = asked
  const known = searchable.find(({ key }) => key === field)
  if (!known || !field || !field_value || !maySay(known, field_value)) return rest
  return { ...rest, field, field_value }
}

/** Another field was chosen meanwhile: what was looked for in the one before is not asked. */
function maySay({ kind, choices }: MemberField, value: string): boolean {
  switch (kind) {
    case 'text':
      return true
    case 'number':
      return /^-?\d+$/.test(value.trim())
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value)
    case 'flag':
      return value === 'true' || value === 'false'
    case 'choice':
    case 'choices':
      return choices.some(({ key }) => key === value)
  }
}
