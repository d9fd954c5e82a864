// What can be read off an import: whether it goes on, how far it is, what came of it.

import type { Import } from '@huitong/api'

/** Whether nothing happens until somebody says so. */
export function isOver({ state }: Pick<Import, 'state'>): boolean {
  return state !== 'checking' && state !== 'running' && state !== 'undoing'
}

/** How far it is, 0 to 100; nothing while nobody knows how much there is to do. */
export function percentOf({ state, rows_done, rows }: Import): number | undefined {
  if (state === 'done' || state === 'checked' || state === 'undone') return 100
  return rows > 0 ? Math.min(100, Math.floor((100 * rows_done) / rows)) : undefined
}

export interface ControlTotal {
  name: string
  count: number
  isMoney: boolean
}

/** Totals that are money in 分; all others are counts. */
const MONEY: readonly string[] = ['amount', 'list_price', 'principal', 'bonus']

/** The numbers of an import: how many rows, accepted, rejected, and the sums. */
export function controlTotals(of: Import): ControlTotal[] {
  const { rows, accepted, rejected, for_review, totals } = of
  const all = { rows, accepted, rejected, for_review, ...(totals as Record<string, unknown>) }
  return Object.entries(all).flatMap(([name, count]) =>
    typeof count === 'number' ? [{ name, count, isMoney: MONEY.includes(name) }] : [],
  )
}
