// Consents of a member, and the texts that they are about.

import { api, type RecordConsent, type SetGuardian } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import { about } from '../queries'

const MEMBER = '/api/v1/members/{member_id}'

export function useConsents(member_id: string) {
  return useQuery({
    queryKey: [...about(member_id), 'consents'],
    queryFn: () => answer(api.GET(`${MEMBER}/consents`, { params: { path: { member_id } } })),
  })
}

export function useConsentHistory(member_id: string) {
  return useGrowingList([...about(member_id), 'consents', 'history'], (query) =>
    answer(api.GET(`${MEMBER}/consents/history`, { params: { path: { member_id }, query } })),
  )
}

export function useRecordConsent(member_id: string) {
  return useAct(
    (body: RecordConsent, key) =>
      api.POST(`${MEMBER}/consents`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id)],
  )
}

export function useSetGuardian(member_id: string) {
  return useAct(
    (body: SetGuardian, key) =>
      api.POST(`${MEMBER}/guardian`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id)],
  )
}
