// Which of two profiles a merged member keeps, field by field.

import type { Merge, MergeField, MergeMembers } from '@huitong/api'

export type FieldName = MergeField['field']
export type Side = 'survivor' | 'absorbed'

/** Whose value is kept: a conflict is somebody's choice, everything else fills gaps only. */
export function keptOf(
  { field, is_conflict, is_taken }: MergeField,
  take: readonly FieldName[],
): Side {
  const isTaken = is_conflict ? take.includes(field) : is_taken
  return isTaken ? 'absorbed' : 'survivor'
}

/** The choice with one field decided. */
export function withChoice(
  take: readonly FieldName[],
  field: FieldName,
  side: Side,
): readonly FieldName[] {
  const others = take.filter((one) => one !== field)
  return side === 'absorbed' ? [...others, field] : others
}

/** What the server is told: only where somebody has to choose. */
export function takenOf(
  fields: readonly MergeField[],
  take: readonly FieldName[],
): NonNullable<MergeMembers['take']> {
  return fields
    .filter(({ field, is_conflict }) => is_conflict && take.includes(field))
    .map(({ field }) => field)
}

export type Undoing = 'possible' | 'over' | 'undone'

export function undoingOf(
  { undone_at, undo_until }: Pick<Merge, 'undone_at' | 'undo_until'>,
  now: Date,
): Undoing {
  if (undone_at !== null) return 'undone'
  return now <= new Date(undo_until) ? 'possible' : 'over'
}
