import type { Export, Import, Job, Permission, Session } from '@huitong/api'
import { expect, test } from 'vitest'
import { canStop, endedSince, listsFor, runningOf, workOf } from './work'

const NOW = new Date('2026-03-02T12:00:00Z')

const job = (id: string, kind: string, state: Job['state'], more: Partial<Job> = {}) =>
  ({
    id,
    kind,
    state,
    done: 0,
    total: 0,
    is_cancel_asked: false,
    scheduled_at: '2026-03-01T00:00:00Z',
    ...more,
  }) as Job

const anImport = (id: string, state: Import['state'], created_at: string) =>
  ({ id, kind: 'goods', file_name: 'g.csv', state, rows: 4, rows_done: 1, created_at }) as Import

const anExport = (id: string, more: Partial<Export>) =>
  ({
    id,
    subject: 'orders',
    created_at: '2026-03-01T00:00:00Z',
    ready_at: null,
    expires_at: '2026-03-04T00:00:00Z',
    job: null,
    ...more,
  }) as Export

const may =
  (...permissions: Permission[]) =>
  (permission: Permission) =>
    permissions.includes(permission)

/** Somebody of the whole brand, or of one store. */
const person = (permissions: Permission[], scope: Session['scope'] = {}) => ({
  permissions,
  scope,
  staff: { id: 'stf_me' },
})

test('a person reads the lists that the role allows', () => {
  expect(listsFor(may())).toEqual({ imports: false, exports: false, jobs: false })
  expect(listsFor(may('exports.run', 'jobs.read'))).toEqual({
    imports: false,
    exports: true,
    jobs: true,
  })
})

test('what runs comes first, then the latest', () => {
  const imports = [
    anImport('imp_old', 'running', '2026-02-01T00:00:00Z'),
    anImport('imp_new', 'done', '2026-03-02T00:00:00Z'),
  ]
  const jobs = [job('job_1', 'demo', 'succeeded')]
  expect(workOf({ imports, jobs }, NOW).map(({ id }) => id)).toEqual([
    'imp_old',
    'imp_new',
    'job_1',
  ])
})

test('the job of an import shows only where its import does not', () => {
  const jobs = [job('job_1', 'import', 'running'), job('job_2', 'export', 'running')]
  expect(workOf({ imports: [], exports: [], jobs }, NOW)).toEqual([])
  expect(workOf({ exports: [], jobs }, NOW).map(({ id }) => id)).toEqual(['job_1'])
})

test('what recurs by itself shows only when it failed', () => {
  const jobs = [
    job('job_1', 'ledger_seal', 'running'),
    job('job_2', 'ledger_seal', 'failed', { error: 'disk full' }),
    job('job_3', 'something_new', 'succeeded'),
  ]
  expect(workOf({ jobs }, NOW).map(({ id, error }) => [id, error])).toEqual([
    ['job_2', 'disk full'],
    ['job_3', undefined],
  ])
})

test('progress is told while it runs', () => {
  const jobs = [
    job('job_1', 'demo', 'running', { done: 1, total: 3 }),
    job('job_2', 'demo', 'running'),
    job('job_3', 'demo', 'cancelled', { done: 1, total: 3 }),
  ]
  expect(workOf({ jobs }, NOW).map(({ percent }) => percent)).toEqual([33, undefined, undefined])
})

test('a file can be had while it is kept, also when its job is forgotten', () => {
  const ready_at = '2026-03-01T00:00:05Z'
  const exports = [
    anExport('exp_1', { job: job('job_1', 'export', 'running') }),
    anExport('exp_2', { ready_at }),
    anExport('exp_3', { ready_at, expires_at: '2026-03-02T12:00:00Z' }),
    anExport('exp_4', {}),
  ]
  const stood = workOf({ exports }, NOW).map(({ state, fileUntil }) => [state.code, fileUntil])
  expect(stood).toEqual([
    ['running', undefined],
    ['succeeded', '2026-03-04T00:00:00Z'],
    ['gone', undefined],
    ['failed', undefined],
  ])
})

test('what runs can be stopped by who may, but an erasure by nobody', () => {
  const jobs = [
    job('job_1', 'demo', 'running'),
    job('job_2', 'erasure', 'running'),
    job('job_3', 'demo', 'succeeded'),
  ]
  const works = workOf({ jobs }, NOW)
  expect(works.map((work) => canStop(work, person(['imports.run'])))).toEqual([true, false, false])
  expect(works.some((work) => canStop(work, person(['jobs.read'])))).toBe(false)
})

test('a replay that is done leads to its report', () => {
  const result = { replay_id: 'rpl_1' } as unknown as Job['result']
  const works = workOf({ jobs: [job('job_1', 'offer_replay', 'succeeded', { result })] }, NOW)
  expect(works.map(({ path }) => path)).toEqual(['/offer-replays/rpl_1'])
})

test('whoever writes offers may stop a replay', () => {
  const works = workOf({ jobs: [job('job_1', 'offer_replay', 'running')] }, NOW)
  expect(works.map((work) => canStop(work, person(['imports.run'])))).toEqual([false])
  expect(works.map((work) => canStop(work, person(['offers.write'])))).toEqual([true])
})

test('whoever exports may stop an export', () => {
  const exports = [anExport('exp_1', { job: job('job_1', 'export', 'running') })]
  const [work] = workOf({ exports }, NOW)
  expect(work && canStop(work, person(['exports.run']))).toBe(true)
  expect(work && canStop(work, person(['imports.run']))).toBe(false)
})

test('whoever works for some stores stops only what they began', () => {
  const begun = (id: string, begun_by: string | null) => job(id, 'export', 'running', { begun_by })
  const exports = [begun('job_1', 'stf_me'), begun('job_2', 'stf_li'), begun('job_3', null)].map(
    (one) => anExport(`exp_${one.id}`, { job: one }),
  )
  const works = workOf({ exports }, NOW)
  const scope = { store_ids: ['sto_1'] }
  expect(works.map((work) => canStop(work, person(['exports.run'], scope)))).toEqual([
    true,
    false,
    false,
  ])
  expect(works.every((work) => canStop(work, person(['exports.run'])))).toBe(true)
})

test('only what was seen running is told to have ended', () => {
  const before = workOf({ jobs: [job('job_1', 'demo', 'running')] }, NOW)
  const later = workOf(
    { jobs: [job('job_1', 'demo', 'succeeded'), job('job_2', 'demo', 'succeeded')] },
    NOW,
  )
  expect(endedSince(runningOf(before), later).map(({ id }) => id)).toEqual(['job_1'])
  expect(endedSince(runningOf(later), later)).toEqual([])
  expect(endedSince(runningOf(before), before)).toEqual([])
})
