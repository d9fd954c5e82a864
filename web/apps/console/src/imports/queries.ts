// Imports: a file goes up, somebody says what its columns mean, a job works on it, and rows that
// were refused can be looked through.

import {
  api,
  type Import,
  type ImportList,
  type MapImport,
  type RejectFilter,
  type RunImport,
} from '@huitong/api'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { answer, chosen, ifMatch, under, useGrowingList } from '@/ui/answer'
import { downloadAnswer } from '@/ui/download'
import { useAct } from '@/ui/useAct'
import { isOver } from './progress'

const IMPORTS = '/api/v1/imports'
const IMPORT = `${IMPORTS}/{import_id}` as const

const POLL_MILLIS = 1_000

export function useImportList(query: ImportList) {
  return useQuery({
    queryKey: ['imports', 'list', query],
    queryFn: () => answer(api.GET(IMPORTS, { params: { query } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.items.every(isOver) === false ? POLL_MILLIS : false,
  })
}

/** A file says nothing of itself in JSON, by which one attempt is told from another. */
export interface FileToKeep extends Pick<File, 'name' | 'size' | 'lastModified'> {
  file: File
}

export function toKeep(file: File): FileToKeep {
  return { file, name: file.name, size: file.size, lastModified: file.lastModified }
}

/** A form with the file in it, for calls of which the contract says a string where a file goes. */
export function asForm({ file }: FileToKeep) {
  return {
    body: { file: file as unknown as string },
    bodySerializer: () => {
      const form = new FormData()
      form.set('file', file, file.name)
      return form
    },
  }
}

/** Hands a file over; nothing happens with its rows yet. */
export function useKeepFile() {
  return useAct(
    (file: FileToKeep, key) =>
      api.POST(IMPORTS, { params: { query: {}, header: under(key) }, ...asForm(file) }),
    [['imports']],
  )
}

/** An import, asked for again until it is over. */
export function useImport(import_id: string) {
  return useQuery({
    queryKey: ['imports', 'one', import_id],
    queryFn: () => answer(api.GET(IMPORT, { params: { path: { import_id } } })),
    refetchInterval: ({ state: { data } }) => (data && isOver(data) ? false : POLL_MILLIS),
  })
}

export interface MappingEdit {
  etag: string
  body: MapImport
}

export function useMapImport(import_id: string) {
  return useAct(
    ({ etag, body }: MappingEdit, _key) =>
      api.PUT(`${IMPORT}/mapping`, {
        params: { path: { import_id }, header: ifMatch(etag) },
        body,
      }),
    [['imports']],
  )
}

export function useRunImport(import_id: string) {
  return useAct(
    (body: RunImport, key) =>
      api.POST(`${IMPORT}/run`, { params: { path: { import_id }, header: under(key) }, body }),
    [['imports'], ['rejects', import_id], ['jobs']],
  )
}

export function useCancelImport(import_id: string) {
  return useAct(
    (_: undefined, key) =>
      api.POST(`${IMPORT}/cancel`, { params: { path: { import_id }, header: under(key) } }),
    [['imports'], ['jobs']],
  )
}

export function useUndoImport(import_id: string) {
  return useAct(
    (_: undefined, key) =>
      api.POST(`${IMPORT}/undo`, { params: { path: { import_id }, header: under(key) } }),
    [['imports'], ['rejects', import_id], ['member'], ['members'], ['jobs']],
  )
}

/** The version tells the rejects of one run from those of another. */
export function useRejects({ id: import_id, version, state }: Import) {
  return useGrowingList(['rejects', import_id, version, state], (cursor) =>
    answer(
      api.GET(`${IMPORT}/rejects`, {
        params: { path: { import_id }, query: chosen<RejectFilter>({ limit: 20, ...cursor }) },
      }),
    ),
  )
}

export type FileFormat = 'csv' | 'xlsx'

/** Fetched rather than linked, so that a refusal is told in words. */
export function useDownloadRejects(import_id: string) {
  return useMutation({
    mutationFn: async (format: FileFormat) => {
      const params = { path: { import_id }, query: { format } }
      const file = await api.GET(`${IMPORT}/rejects/file`, { params, parseAs: 'blob' })
      downloadAnswer(file, import_id)
    },
  })
}
