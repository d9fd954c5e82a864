// Backups of the whole database; while one is being made, the list is asked for often.

import { api, type Backup } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const BACKUPS = '/api/v1/backups'
const BUSY_MILLIS = 2_000

export function isBeingMade({ state }: Backup): boolean {
  return state === 'queued' || state === 'running'
}

export function useBackups() {
  return useQuery({
    queryKey: ['backups'],
    queryFn: () => answer(api.GET(BACKUPS)),
    refetchInterval: ({ state }) => (state.data?.items.some(isBeingMade) ? BUSY_MILLIS : false),
  })
}

export function useStartBackup() {
  return useAct(
    (_: undefined, key) => api.POST(BACKUPS, { params: { header: under(key) } }),
    [['backups'], ['jobs']],
  )
}
