// Members, what they hold, and what can be done for them.

import {
  type AdjustMember,
  api,
  type EnrolMember,
  type FreezeMember,
  type MemberFilter,
  type SetTier,
  type TopUp,
} from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMay } from '@/session/context'
import { answer, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const MEMBER = '/api/v1/members/{member_id}'

/** The key of everything about one member. */
const about = (memberId: string) => ['member', memberId] as const

export function useMemberList(query: MemberFilter) {
  return useQuery({
    queryKey: ['members', query],
    queryFn: () => answer(api.GET('/api/v1/members', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function useMember(member_id: string) {
  return useQuery({
    queryKey: [...about(member_id), 'record'],
    queryFn: () => answer(api.GET(MEMBER, { params: { path: { member_id } } })),
  })
}

export function useBalances(member_id: string) {
  return useQuery({
    queryKey: [...about(member_id), 'balances'],
    queryFn: () => answer(api.GET(`${MEMBER}/balances`, { params: { path: { member_id } } })),
  })
}

export function useLots(member_id: string) {
  return useGrowingList([...about(member_id), 'lots'], () =>
    answer(api.GET(`${MEMBER}/lots`, { params: { path: { member_id } } })),
  )
}

export function useEntries(member_id: string) {
  return useGrowingList([...about(member_id), 'entries'], (query) =>
    answer(api.GET(`${MEMBER}/entries`, { params: { path: { member_id }, query } })),
  )
}

export function useMemberOrders(member_id: string) {
  return useGrowingList([...about(member_id), 'orders'], (query) =>
    answer(api.GET('/api/v1/orders', { params: { query: { member_id, ...query } } })),
  )
}

export function useTiers() {
  return useQuery({
    queryKey: ['tiers'],
    queryFn: () => answer(api.GET('/api/v1/tiers')),
    staleTime: 5 * 60_000,
  })
}

/** The terms of checkout, of which the top-up ladder is shown; not everybody may read them. */
export function useTerms() {
  const may = useMay()
  return useQuery({
    queryKey: ['checkout-terms'],
    queryFn: () => answer(api.GET('/api/v1/checkout-terms')),
    staleTime: 5 * 60_000,
    enabled: may('settings.read'),
  })
}

export function useEnrolMember() {
  return useAct(
    (body: EnrolMember, key) =>
      api.POST('/api/v1/members', { params: { header: under(key) }, body }),
    [['members'], ['overview']],
  )
}

export function useTopUp(member_id: string) {
  return useAct(
    (body: TopUp, key) =>
      api.POST(`${MEMBER}/top-ups`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id), ['overview']],
  )
}

export function useAdjustMember(member_id: string) {
  return useAct(
    (body: AdjustMember, key) =>
      api.POST(`${MEMBER}/adjustments`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id)],
  )
}

export function useFreezeMember(member_id: string) {
  return useAct(
    (body: FreezeMember, key) =>
      api.POST(`${MEMBER}/freeze`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id), ['members']],
  )
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
