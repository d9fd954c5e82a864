// Exports: a list is asked for as a file, a job writes it, and it can be taken away for a while.

import { api, type ExportList, type StartExport } from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ofExport } from '@/jobs/standing'
import { answer, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const EXPORTS = '/api/v1/exports'
const POLL_MILLIS = 1_000

export function useExportList(query: ExportList) {
  return useQuery({
    queryKey: ['exports', 'list', query],
    queryFn: () => answer(api.GET(EXPORTS, { params: { query } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.items.some((one) => ofExport(one, new Date()).isRunning) ? POLL_MILLIS : false,
  })
}

export function useStartExport() {
  return useAct(
    (body: StartExport, key) => api.POST(EXPORTS, { params: { header: under(key) }, body }),
    [['exports'], ['approvals'], ['jobs']],
  )
}
