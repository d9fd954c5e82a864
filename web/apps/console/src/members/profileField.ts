// Names of what is known of a member, as lists of changes and merges call them.

/** The key of a field of the brand's own: `fields.skin_type` → `skin_type`. */
export function ownFieldKey(field: string): string | undefined {
  return field.startsWith('fields.') ? field.slice('fields.'.length) : undefined
}
