// Imports: a file goes up, a job works on it, and rows that were refused can be looked through.

import { api, type Import, type ImportOptions, type Reject, type RejectFilter } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, chosen, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import { isOver } from './progress'

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
    [['imports']],
  )
}

export function useImports() {
  return useQuery({
    queryKey: ['imports', 'all'],
    queryFn: () => answer(api.GET('/api/v1/imports', { params: { query: {} } })),
    refetchInterval: ({ state: { data } }) =>
      data?.items.every(isOver) === false ? POLL_MILLIS : false,
  })
}

/** An import, asked for again until it is over. */
export function useImport(import_id: string) {
  return useQuery({
    queryKey: ['imports', 'one', import_id],
    queryFn: () =>
      answer(api.GET('/api/v1/imports/{import_id}', { params: { path: { import_id } } })),
    refetchInterval: ({ state: { data } }) => (data && isOver(data) ? false : POLL_MILLIS),
  })
}

export function useCancelImport(import_id: string) {
  return useAct(
    (_: undefined, key) =>
      api.POST('/api/v1/imports/{import_id}/cancel', {
        params: { path: { import_id }, header: under(key) },
      }),
    [['imports']],
  )
}

export function useRejects(import_id: string) {
  return useGrowingList(['rejects', import_id], ({ cursor }) =>
    readRejects(import_id, chosen({ cursor })),
  )
}

function readRejects(import_id: string, query: RejectFilter) {
  return answer(
    api.GET('/api/v1/imports/{import_id}/rejects', { params: { path: { import_id }, query } }),
  )
}

/** All rejects, for a file. */
export async function readAllRejects({ id }: Pick<Import, 'id'>): Promise<Reject[]> {
  const rejects: Reject[] = []
  let cursor: string | undefined
  do {
    const page = await readRejects(id, chosen({ limit: 200, cursor }))
    rejects.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return rejects
}
