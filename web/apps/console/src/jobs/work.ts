// Imports, exports and other background work as one list: in which order, who may see and stop
// what, what has ended. What recurs by itself is nobody's work: it shows only when it failed.

import type { Export, Import, Job, Permission, Session } from '@huitong/api'
import { kindOf } from '@/staff/scope'
import { ofExport, ofImport, ofJob, type Work } from './standing'

type May = (permission: Permission) => boolean

/** A list is absent for those who may not read it, and before it is read. */
export interface Lists {
  imports?: readonly Import[] | undefined
  exports?: readonly Export[] | undefined
  jobs?: readonly Job[] | undefined
}

/** Which of the lists a person may read. */
export function listsFor(may: May): Record<keyof Lists, boolean> {
  return { imports: may('imports.run'), exports: may('exports.run'), jobs: may('jobs.read') }
}

const RECURRING: readonly string[] = [
  'access_purge',
  'exports_purge',
  'imports_purge',
  'ledger_expiry',
  'ledger_seal',
  'membership_purge',
  'platform_purge',
  'privacy_erasures',
  'privacy_sweep',
]

/** All work, what runs first, then the latest. `now` tells which files are gone. */
export function workOf({ imports, exports, jobs }: Lists, now: Date): Work[] {
  // The list of imports says more of an import than its job; so it is with exports.
  const isTold = ({ kind }: Job) =>
    (kind === 'import' && imports !== undefined) || (kind === 'export' && exports !== undefined)
  const isNobodys = ({ kind, state }: Job) => RECURRING.includes(kind) && state !== 'failed'
  return [
    ...(imports ?? []).map(ofImport),
    ...(exports ?? []).map((one) => ofExport(one, now)),
    ...(jobs ?? []).filter((job) => !isTold(job) && !isNobodys(job)).map(ofJob),
  ].sort((a, b) => Number(b.isRunning) - Number(a.isRunning) || b.begunAt.localeCompare(a.begunAt))
}

/** What it takes to stop a job of its own kind; of the others, what it takes to begin imports. */
const STOPPED_BY: Partial<Record<string, Permission>> = {
  coupon_issue: 'offers.write',
  offer_replay: 'offers.write',
}

type Person = Pick<Session, 'permissions' | 'scope'> & { staff: Pick<Session['staff'], 'id'> }

/** Whether the person works for a part of the brand: then nothing but their own work is theirs. */
export function seesOwnOnly({ scope }: Pick<Person, 'scope'>): boolean {
  return kindOf(scope) !== 'brand'
}

/** Whether the person may stop it. An erasure that was promised is carried on by the server. */
export function canStop({ isRunning, jobId, begunBy, kind, what }: Work, person: Person): boolean {
  if (!isRunning || jobId === undefined || what?.code === 'erasure') return false
  if (seesOwnOnly(person) && begunBy !== person.staff.id) return false
  const needed = kind === 'export' ? 'exports.run' : STOPPED_BY[what?.code ?? '']
  return person.permissions.includes(needed ?? 'imports.run')
}

/** What runs, to be compared with what runs later. */
export function runningOf(works: readonly Work[]): ReadonlySet<string> {
  return new Set(works.filter(({ isRunning }) => isRunning).map(({ id }) => id))
}

/** What ended since: it was seen running and runs no more. */
export function endedSince(seen: ReadonlySet<string>, works: readonly Work[]): Work[] {
  return works.filter(({ id, isRunning }) => seen.has(id) && !isRunning)
}
