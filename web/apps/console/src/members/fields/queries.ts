// Fields of the brand's own, and what members say in them.

import {
  api,
  type CreateMemberField,
  type EditMemberField,
  type SetMemberFields,
} from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, ifMatch, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import { about } from '../queries'

const FIELDS = '/api/v1/member-fields'

export function useMemberFields() {
  return useQuery({
    queryKey: ['member-fields'],
    queryFn: () => answer(api.GET(FIELDS)),
    staleTime: 5 * 60_000,
  })
}

export function useCreateField() {
  return useAct(
    (body: CreateMemberField, key) => api.POST(FIELDS, { params: { header: under(key) }, body }),
    [['member-fields']],
  )
}

export function useEditField() {
  return useAct(
    ({ id, etag, body }: { id: string; etag: string; body: EditMemberField }, _key) =>
      api.PUT(`${FIELDS}/{field_id}`, {
        params: { path: { field_id: id }, header: ifMatch(etag) },
        body,
      }),
    [['member-fields']],
  )
}

/** Over the state of the member that was read: profile and own fields have one version. */
export function useSetFields(member_id: string) {
  return useAct(
    ({ etag, body }: { etag: string; body: SetMemberFields }, _key) =>
      api.PATCH('/api/v1/members/{member_id}/fields', {
        params: { path: { member_id }, header: ifMatch(etag) },
        body,
      }),
    [about(member_id), ['members']],
  )
}
