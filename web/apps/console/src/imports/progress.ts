// What can be read off an import: whether it goes on, how far it is, which step of the way it is
// at, what came of it.

import type { Import } from '@huitong/api'
import { percentDone } from '@/ui/percent'

/** Whether nothing happens until somebody says so. */
export function isOver({ state }: Pick<Import, 'state'>): boolean {
  return state !== 'checking' && state !== 'running' && state !== 'undoing'
}

/** How far it is, 0 to 100; nothing while nobody knows how much there is to do. */
export function percentOf({ state, rows_done, rows }: Import): number | undefined {
  if (state === 'done' || state === 'checked' || state === 'undone') return 100
  return percentDone(rows_done, rows)
}

export const STEPS = ['upload', 'map', 'check', 'enter'] as const
export type Step = (typeof STEPS)[number]

/** The step that an import is at. A run that stopped goes on as it began. */
export function stepOf({ state, is_dry_run }: Pick<Import, 'state' | 'is_dry_run'>): Step {
  if (state === 'waiting') return 'map'
  if (state === 'checked') return 'check'
  if (state === 'checking' || state === 'stopped') return is_dry_run ? 'check' : 'enter'
  return 'enter'
}

/** Whether its columns may still be given another meaning: not once rows were looked at half. */
export function canMap({ state, rows_done }: Pick<Import, 'state' | 'rows_done'>): boolean {
  return state === 'waiting' || state === 'checked' || (state === 'stopped' && rows_done === 0)
}

/** Balances that an undo had to leave, since they had been used; 0 once its job is forgotten. */
export function leftByUndo({ job }: Pick<Import, 'job'>): number {
  const { kept } = (job?.result ?? {}) as { kept?: unknown }
  return typeof kept === 'number' ? kept : 0
}

/** Whether what it opened can be reversed: only balances are in the ledger. */
export function canUndo(of: Import): boolean {
  const { state, kind, is_dry_run } = of
  if (kind !== 'members' && kind !== 'balances') return false
  if (state === 'undone') return leftByUndo(of) > 0
  return state === 'done' || (state === 'stopped' && !is_dry_run)
}

export interface ControlTotal {
  name: string
  count: number
  isMoney: boolean
}

/** Totals that are money in 分; all others are counts. */
const MONEY: readonly string[] = ['amount', 'list_price', 'principal', 'bonus']

const isMoney = (name: string) => MONEY.includes(name)

/** The numbers of an import: how many rows, accepted, rejected, and the sums. */
export function controlTotals(of: Import): ControlTotal[] {
  const { rows, accepted, rejected, for_review, totals } = of
  const all = { rows, accepted, rejected, for_review, ...(totals as Record<string, unknown>) }
  return Object.entries(all).flatMap(([name, count]) =>
    typeof count === 'number' ? [{ name, count, isMoney: isMoney(name) }] : [],
  )
}

export interface BeforeAfter {
  name: string
  before: number
  after: number
  isMoney: boolean
}

/** What all members together had before and after, for imports that open balances. */
export function beforeAfter({ before, after }: Pick<Import, 'before' | 'after'>): BeforeAfter[] {
  const then = before as Record<string, unknown>
  return Object.entries(after as Record<string, unknown>).flatMap(([name, now]) =>
    typeof now === 'number'
      ? [{ name, before: Number(then[name] ?? 0), after: now, isMoney: isMoney(name) }]
      : [],
  )
}

/** How many rows were refused for each reason, the most frequent first. */
export function reasonsOf({ reasons }: Pick<Import, 'reasons'>): [string, number][] {
  return Object.entries(reasons as Record<string, unknown>)
    .map(([reason, count]): [string, number] => [reason, Number(count)])
    .sort(([, a], [, b]) => b - a)
}
