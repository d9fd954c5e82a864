// Two people edited the same record. What each of them changed is told field by field, and merged
// so that nothing is lost which only one of them touched.

export interface Difference<Field extends string = string> {
  field: Field
  before: unknown
  theirs: unknown
  yours: unknown
  /** Both changed it, and not to the same. */
  isConflict: boolean
}

/** What they changed, or you did, since the state that you began with. */
export function differences<Values extends object>(
  before: Values,
  theirs: Values,
  yours: Values,
): Difference<keyof Values & string>[] {
  return fieldsOf(before, theirs, yours)
    .map((field) => ({
      field,
      before: before[field],
      theirs: theirs[field],
      yours: yours[field],
      isConflict:
        !isSame(before[field], theirs[field]) &&
        !isSame(before[field], yours[field]) &&
        !isSame(theirs[field], yours[field]),
    }))
    .filter(({ before, theirs, yours }) => !isSame(before, theirs) || !isSame(before, yours))
}

/** Their state with your changes over it. */
export function mergedOver<Values extends object>(
  before: Values,
  theirs: Values,
  yours: Values,
): Values {
  const merged = { ...theirs }
  for (const field of changedFields(before, yours)) merged[field] = yours[field]
  return merged
}

/** Fields that changed; what was emptied is `null`, which a PATCH takes as such. */
export type Changed<Values> = { [K in keyof Values]?: Exclude<Values[K], undefined> | null }

/** What differs from the state before: the body of a PATCH. */
export function changedOnly<Values extends object>(before: Values, now: Values): Changed<Values> {
  const changed = changedFields(before, now).map((field) => [field, plain(now[field])])
  return Object.fromEntries(changed) as Changed<Values>
}

function changedFields<Values extends object>(before: Values, now: Values) {
  return fieldsOf(before, now).filter((field) => !isSame(before[field], now[field]))
}

/** Whether two values say the same; an empty field is no value. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
}

function plain(value: unknown): unknown {
  return value === undefined || value === '' ? null : value
}

function fieldsOf<Values extends object>(...all: Values[]): (keyof Values & string)[] {
  return [...new Set(all.flatMap((values) => Object.keys(values)))] as (keyof Values & string)[]
}
