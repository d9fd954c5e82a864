// What can be read off an import's job. Its result is plain JSON in the contract; nothing here
// fails when a field is missing.

import type { Job } from '@huitong/api'

export function isOver({ state }: Pick<Job, 'state'>): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}

/** How far a job is, 0 to 100; nothing while nobody knows how much there is to do. */
export function percentOf({ state, done, total }: Job): number | undefined {
  if (state === 'succeeded') return 100
  return total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : undefined
}

export interface ControlTotal {
  name: string
  count: number
  isMoney: boolean
}

/** Totals that are money in 分; all others are counts. */
const MONEY: readonly string[] = ['amount', 'list_price']

/** What a finished import says of itself. */
export function aboutImport(result: unknown): {
  kind?: string
  fileName?: string
  isDryRun: boolean
} {
  if (typeof result !== 'object' || result === null) return { isDryRun: false }
  const { kind, file_name, is_dry_run } = result as Record<string, unknown>
  return {
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(typeof file_name === 'string' ? { fileName: file_name } : {}),
    isDryRun: is_dry_run === true,
  }
}

/** The numbers of a result in their order: how many rows, accepted, rejected, and the sums. */
export function controlTotals(result: unknown): ControlTotal[] {
  if (typeof result !== 'object' || result === null) return []
  return Object.entries(result).flatMap(([name, value]) => {
    if (typeof value === 'number') return [{ name, count: value, isMoney: MONEY.includes(name) }]
    return name === 'totals' ? controlTotals(value) : []
  })
}
