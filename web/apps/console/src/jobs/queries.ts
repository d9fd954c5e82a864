// What runs in the background, asked for often while something does. The keys begin like those of
// imports and exports, so that whoever starts one makes these lists stale too.

import { api, type Export, type Import, type Job } from '@huitong/api'
import { type Query, useMutation, useQueries } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { useMay } from '@/session/context'
import { sessionEnd } from '@/session/over'
import { answer, under } from '@/ui/answer'
import { downloadAnswer } from '@/ui/download'
import { useAct } from '@/ui/useAct'
import { type Lists, listsFor, runningOf, workOf } from './work'

const BUSY_MILLIS = 2_000
const IDLE_MILLIS = 30_000

const IMPORTS = ['imports', 'centre']
const EXPORTS = ['exports', 'centre']
const JOBS = ['jobs', 'centre']

const LATEST = { limit: 50 }
/** Much of it recurs by itself and is left out. */
const LATEST_JOBS = { limit: 200 }

/** How long to wait until a list is asked for again. */
function pace<Row>(listed: (rows: readonly Row[]) => Lists) {
  return ({ state }: Pick<Query<{ items: Row[] }>, 'state'>) => {
    const works = workOf(listed(state.data?.items ?? []), new Date())
    return runningOf(works).size > 0 ? BUSY_MILLIS : IDLE_MILLIS
  }
}

export function useWork() {
  const lists = listsFor(useMay())
  const isOver = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.isOver)
  const [imports, exports, jobs] = useQueries({
    queries: [
      {
        queryKey: IMPORTS,
        queryFn: () => answer(api.GET('/api/v1/imports', { params: { query: LATEST } })),
        enabled: lists.imports && !isOver,
        refetchInterval: pace<Import>((imports) => ({ imports })),
      },
      {
        queryKey: EXPORTS,
        queryFn: () => answer(api.GET('/api/v1/exports', { params: { query: LATEST } })),
        enabled: lists.exports && !isOver,
        refetchInterval: pace<Export>((exports) => ({ exports })),
      },
      {
        queryKey: JOBS,
        queryFn: () => answer(api.GET('/api/v1/jobs', { params: { query: LATEST_JOBS } })),
        enabled: lists.jobs && !isOver,
        refetchInterval: pace<Job>((jobs) => ({ jobs })),
      },
    ],
  })
  const works = useMemo(
    () =>
      workOf(
        { imports: imports.data?.items, exports: exports.data?.items, jobs: jobs.data?.items },
        new Date(),
      ),
    [imports.data, exports.data, jobs.data],
  )
  const asked = [imports, exports, jobs].filter((_, place) => Object.values(lists)[place])
  return {
    works,
    isLoading: asked.some(({ isLoading }) => isLoading),
    error: asked.find(({ isError }) => isError)?.error,
    readAgain: () => {
      for (const { refetch } of asked) void refetch()
    },
  }
}

/** Asks to stop; what was done till then stays. */
export function useStop() {
  return useAct(
    (job_id: string, key) =>
      api.POST('/api/v1/jobs/{job_id}/cancel', {
        params: { path: { job_id }, header: under(key) },
      }),
    [['imports'], ['exports'], ['jobs'], ['offer_replays']],
  )
}

const FILE = '/api/v1/exports/{export_id}/file'

/** Fetched rather than linked, so that a refusal is told in words. */
export function useDownload() {
  return useMutation({
    mutationFn: async (export_id: string) => {
      const params = { path: { export_id } }
      downloadAnswer(await api.GET(FILE, { params, parseAs: 'blob' }), export_id)
    },
  })
}
