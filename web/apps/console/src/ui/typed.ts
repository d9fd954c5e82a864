// Whether anything was typed into a form since it began: what was typed and taken away again is
// nothing, and neither is an empty field, or a box without a tick, beside one that never was.

/** `touched` are the values of the fields that somebody worked on. */
export function hasTyped(touched: object, initial: object): boolean {
  const before = new Map<string, unknown>(Object.entries(initial))
  return Object.entries(touched).some(([name, value]) => said(value) !== said(before.get(name)))
}

function said(value: unknown): string {
  return JSON.stringify(pruned(value)) ?? ''
}

/** Without the parts that say nothing. */
function pruned(value: unknown): unknown {
  if (value === null || value === '' || value === false) return undefined
  // No amount, but somebody typed it.
  if (typeof value === 'number' && Number.isNaN(value)) return 'NaN'
  if (Array.isArray(value)) return value.length > 0 ? value.map(pruned) : undefined
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  const parts = Object.entries(value).map(([name, part]) => [name, pruned(part)] as const)
  const rest = parts.filter(([, part]) => part !== undefined)
  return rest.length > 0 ? Object.fromEntries(rest) : undefined
}
