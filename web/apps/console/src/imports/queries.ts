// Imports: a file goes up, a job works on it, and rows that were refused can be looked through.

import { api, type ImportOptions, type Job, type Reject, type RejectFilter } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, chosen, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import { isOver } from './job'

const POLL_MILLIS = 1_000

export interface ImportFile {
  file: File
  options: ImportOptions
}

export function useStartImport() {
  return useAct(
    ({ file, options }: ImportFile, key) =>
      api.POST('/api/v1/imports', {
        params: { query: options, header: under(key) },
        body: { file: file as unknown as string },
        bodySerializer: () => {
          const form = new FormData()
          form.set('file', file, file.name)
          return form
        },
      }),
    [['jobs']],
  )
}

export function useImportJobs() {
  return useQuery({
    queryKey: ['jobs', 'import'],
    queryFn: () => answer(api.GET('/api/v1/jobs', { params: { query: { kind: 'import' } } })),
    refetchInterval: ({ state: { data } }) =>
      data?.items.every(isOver) === false ? POLL_MILLIS : false,
  })
}

/** A job, asked for again until it is over. */
export function useJob(job_id: string) {
  return useQuery({
    queryKey: ['jobs', 'one', job_id],
    queryFn: () => answer(api.GET('/api/v1/jobs/{job_id}', { params: { path: { job_id } } })),
    refetchInterval: ({ state: { data } }) => (data && isOver(data) ? false : POLL_MILLIS),
  })
}

export function useCancelJob(job_id: string) {
  return useAct(
    (_: undefined, key) =>
      api.POST('/api/v1/jobs/{job_id}/cancel', {
        params: { path: { job_id }, header: under(key) },
      }),
    [['jobs']],
  )
}

export function useRejects(job_id: string) {
  return useGrowingList(['rejects', job_id], ({ cursor }) =>
    readRejects(job_id, chosen({ after_line: cursor === undefined ? undefined : Number(cursor) })),
  )
}

function readRejects(job_id: string, query: RejectFilter) {
  return answer(
    api.GET('/api/v1/imports/{job_id}/rejects', { params: { path: { job_id }, query } }),
  )
}

/** All rejects, for a file. */
export async function readAllRejects({ id }: Pick<Job, 'id'>): Promise<Reject[]> {
  const rejects: Reject[] = []
  let after_line: number | undefined
  do {
    const page = await readRejects(id, chosen({ limit: 1000, after_line }))
    rejects.push(...page.items)
    after_line = page.next ? Number(page.next) : undefined
  } while (after_line !== undefined)
  return rejects
}
