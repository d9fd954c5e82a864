// What can be done for members. What is read anew afterwards is named with each act.

import {
  type AdjustMember,
  api,
  type CloseMember,
  type EditMember,
  type EnrolMember,
  type FreezeMember,
  type SetTier,
  type TopUp,
  type UnmaskPhone,
} from '@huitong/api'
import { useMutation } from '@tanstack/react-query'
import { answer, ifMatch, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import { about } from './queries'

const MEMBER = '/api/v1/members/{member_id}'

export function useEnrolMember() {
  return useAct(
    (body: EnrolMember, key) =>
      api.POST('/api/v1/members', { params: { header: under(key) }, body }),
    [['members'], ['overview']],
  )
}

/** Over the state that was read; sent twice it changes nothing more. */
export function useEditMember(member_id: string) {
  return useAct(
    ({ etag, body }: { etag: string; body: EditMember }, _key) =>
      api.PATCH(MEMBER, { params: { path: { member_id }, header: ifMatch(etag) }, body }),
    [about(member_id), ['members']],
  )
}

export function useTopUp(member_id: string) {
  return useAct(
    (body: TopUp, key) =>
      api.POST(`${MEMBER}/top-ups`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id), ['top_ups'], ['overview']],
  )
}

/** One that is more than the person may do alone waits as an approval. */
export function useAdjustMember(member_id: string) {
  return useAct(
    (body: AdjustMember, key) =>
      api.POST(`${MEMBER}/adjustments`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id), ['approvals'], ['overview']],
  )
}

export function useFreezeMember(member_id: string) {
  return useAct(
    (body: FreezeMember, key) => freezeMember(member_id, body, key),
    [about(member_id), ['members']],
  )
}

/** For one member of many, whose attempt has a key of its own. */
export function freezeMember(member_id: string, body: FreezeMember, key: string) {
  return api.POST(`${MEMBER}/freeze`, {
    params: { path: { member_id }, header: under(key) },
    body,
  })
}

export function useUnfreezeMember(member_id: string) {
  return useAct(
    (body: FreezeMember, key) =>
      api.POST(`${MEMBER}/unfreeze`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id), ['members']],
  )
}

export function useSetTier(member_id: string) {
  return useAct(
    (body: SetTier, key) =>
      api.POST(`${MEMBER}/tier`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id), ['members']],
  )
}

export function useCloseMember(member_id: string) {
  return useAct(
    (body: CloseMember, key) =>
      api.POST(`${MEMBER}/close`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id), ['members'], ['privacy-requests']],
  )
}

export function useReopenMember(member_id: string) {
  return useAct(
    (body: CloseMember, key) =>
      api.POST(`${MEMBER}/reopen`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id), ['members'], ['privacy-requests']],
  )
}

/** Every look is a look of its own, and its answer is kept nowhere. */
export function useUnmaskPhone(member_id: string) {
  return useMutation({
    mutationFn: (body: UnmaskPhone) =>
      answer(api.POST(`${MEMBER}/unmask`, { params: { path: { member_id } }, body })),
    gcTime: 0,
  })
}
