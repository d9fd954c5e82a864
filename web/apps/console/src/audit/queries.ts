// The audit log, and whether it is as it was written.

import { type AuditFilter, api } from '@huitong/api'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { answer } from '@/ui/answer'

export function useAuditLog(query: AuditFilter) {
  return useQuery({
    queryKey: ['audit', query],
    queryFn: () => answer(api.GET('/api/v1/audit', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

/** Asked for by hand only: the whole chain is computed anew. */
export function useCheckAuditLog() {
  return useMutation({ mutationFn: () => answer(api.GET('/api/v1/audit/check')) })
}
