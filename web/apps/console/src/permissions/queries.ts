// Who may do what, as the server reads it off its routes.

import { api, type Role } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { useMay, useSession } from '@/session/context'
import { answer } from '@/ui/answer'

/** It stays the same for as long as the server runs. */
export function useMatrix() {
  const may = useMay()
  return useQuery({
    queryKey: ['permissions'],
    queryFn: () => answer(api.GET('/api/v1/permissions')),
    staleTime: 5 * 60_000,
    enabled: may('staff.read'),
  })
}

/** The roles, the mightiest first, and those that the person may give; none until they are read. */
export function useRoles(): { all: readonly Role[]; gives: readonly Role[] } {
  const { staff } = useSession()
  const roles = useMatrix().data?.roles ?? []
  return {
    all: roles.map(({ role }) => role),
    gives: roles.find(({ role }) => role === staff.role)?.may_grant ?? [],
  }
}
