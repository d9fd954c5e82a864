// How one import, export or job stands, in the words of the job centre.

import type { Export, Import, Job } from '@huitong/api'
import { isOver, percentOf } from '@/imports/progress'
import { percentDone } from '@/ui/percent'
import type { Tone } from '@/ui/StateTag'

/** A code of the server, with the group that its word is in. */
export interface Coded {
  group: string
  code: string
}

export interface Work {
  id: string
  /** What is stopped; absent once the job is forgotten. */
  jobId?: string | undefined
  /** Who began it; null for the house, absent once the job is forgotten. */
  begunBy?: string | null | undefined
  kind: 'import' | 'export' | 'job'
  /** Of what; absent for a file of which nobody has said it. */
  what?: Coded | undefined
  /** The file that came in. */
  fileName?: string
  state: Coded
  tone: Tone
  isRunning: boolean
  isStopping: boolean
  /** 0 to 100; absent while nobody knows. */
  percent?: number | undefined
  begunAt: string
  error?: string | undefined
  /** The page about it. */
  path?: string
  /** Until when its file can be downloaded. */
  fileUntil?: string
}

type Standing = Pick<Work, 'state' | 'tone' | 'isRunning' | 'isStopping' | 'percent' | 'error'>

export function ofImport(one: Import): Work {
  const { id, kind, file_name, state, created_at, job } = one
  const isRunning = !isOver(one)
  return {
    id,
    jobId: job?.id,
    begunBy: job?.begun_by,
    kind: 'import',
    what: kind ? { group: 'import_kind', code: kind } : undefined,
    fileName: file_name,
    state: { group: 'import_state', code: state },
    tone: isRunning ? 'busy' : (IMPORT_TONES[state] ?? 'good'),
    isRunning,
    isStopping: isRunning && (job?.is_cancel_asked ?? false),
    percent: isRunning ? percentOf(one) : undefined,
    begunAt: created_at,
    error: job?.error ?? undefined,
    path: `/imports/${id}`,
  }
}

export function ofExport({ id, subject, ready_at, ...rest }: Export, now: Date): Work {
  const { expires_at, created_at, job } = rest
  const work: Work = {
    ...(job ? ofKnown(job) : ofForgotten(ready_at !== null)),
    id,
    jobId: job?.id,
    begunBy: job?.begun_by,
    kind: 'export',
    what: { group: 'export_subject', code: subject },
    begunAt: created_at,
  }
  if (ready_at === null) return work
  if (new Date(expires_at) > now) return { ...work, fileUntil: expires_at }
  return { ...work, state: { group: 'export_state', code: 'gone' }, tone: 'plain' }
}

export function ofJob(job: Job): Work {
  return {
    ...ofKnown(job),
    id: job.id,
    jobId: job.id,
    begunBy: job.begun_by,
    kind: 'job',
    what: { group: 'job_kind', code: job.kind },
    begunAt: job.scheduled_at,
    ...pathOf(job),
  }
}

/** The report of a replay that is done: its job says which. */
function pathOf({ kind, result }: Job): Pick<Work, 'path'> {
  const { replay_id } = (result ?? {}) as { replay_id?: unknown }
  const isReport = kind === 'offer_replay' && typeof replay_id === 'string'
  return isReport ? { path: `/offer-replays/${replay_id}` } : {}
}

const IMPORT_TONES: Partial<Record<Import['state'], Tone>> = {
  waiting: 'plain',
  undone: 'warn',
  stopped: 'bad',
}

const JOB_TONES: Record<Job['state'], Tone> = {
  queued: 'plain',
  running: 'busy',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'warn',
}

function ofKnown({ state, done, total, is_cancel_asked, error }: Job): Standing {
  const isRunning = state === 'queued' || state === 'running'
  const percent = percentDone(done, total)
  return {
    state: { group: 'job_state', code: state },
    tone: JOB_TONES[state],
    isRunning,
    isStopping: isRunning && is_cancel_asked,
    percent: isRunning ? percent : undefined,
    error: state === 'failed' ? (error ?? undefined) : undefined,
  }
}

/** Jobs are forgotten after a while; what they made may still be there. */
function ofForgotten(isReady: boolean): Standing {
  const state = isReady ? 'succeeded' : 'failed'
  return {
    state: { group: 'job_state', code: state },
    tone: JOB_TONES[state],
    isRunning: false,
    isStopping: false,
  }
}
