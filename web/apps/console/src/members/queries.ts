// Members and what they hold; what can be done for them is in acts.ts.

import { api, type Entry, type MemberFilter } from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMay } from '@/session/context'
import { answer, useGrowingList } from '@/ui/answer'

const MEMBER = '/api/v1/members/{member_id}'

/** The key of everything about one member. */
export const about = (memberId: string) => ['member', memberId] as const

export function useMemberList(query: MemberFilter) {
  return useQuery({
    queryKey: ['members', query],
    queryFn: () => answer(api.GET('/api/v1/members', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

/** Members who fit what is typed, for choosing one. */
export function useMembersLike(q: string) {
  return useQuery({
    queryKey: ['members', 'like', q],
    queryFn: () => answer(api.GET('/api/v1/members', { params: { query: { q, limit: 20 } } })),
    enabled: q !== '',
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

/** Of one asset, or of all of them. */
export function useEntries(member_id: string, asset?: Entry['asset']) {
  return useGrowingList([...about(member_id), 'entries', asset ?? ''], (cursor) => {
    const query = { ...cursor, ...(asset ? { asset } : {}) }
    return answer(api.GET(`${MEMBER}/entries`, { params: { path: { member_id }, query } }))
  })
}

export function useMemberOrders(member_id: string) {
  return useGrowingList([...about(member_id), 'orders'], (query) =>
    answer(api.GET('/api/v1/orders', { params: { query: { member_id, ...query } } })),
  )
}

export function useMemberChanges(member_id: string) {
  return useGrowingList([...about(member_id), 'changes'], (query) =>
    answer(api.GET(`${MEMBER}/changes`, { params: { path: { member_id }, query } })),
  )
}

export function useTiers() {
  return useQuery({
    queryKey: ['tiers'],
    queryFn: () => answer(api.GET('/api/v1/tiers')),
    staleTime: 5 * 60_000,
  })
}

/** The terms of checkout: the top-up ladder, what points are worth; for whoever sees orders. */
export function useTerms() {
  const may = useMay()
  return useQuery({
    queryKey: ['checkout-terms'],
    queryFn: () => answer(api.GET('/api/v1/checkout-terms')),
    staleTime: 5 * 60_000,
    enabled: may('orders.read'),
  })
}
