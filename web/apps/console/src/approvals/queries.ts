// Acts over a limit that wait, or waited, for a second person.

import { type Approval, api } from '@huitong/api'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useMay, useSession } from '@/session/context'
import { sessionEnd } from '@/session/over'
import { useAtDesk } from '@/session/useAtDesk'
import { answer, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const LIST = '/api/v1/approvals'
const ONE = '/api/v1/approvals/{approval_id}'

/** What is done by an approval may be an adjustment, a return or an export. */
const STALE = [
  ['approvals'],
  ['member'],
  ['order'],
  ['orders'],
  ['exports'],
  ['jobs'],
  ['offer'],
  ['offers'],
]

/** Those on which the person may decide now; own ones are for somebody else. */
export function usePendingApprovals() {
  const { staff } = useSession()
  const list = useGrowingList(['approvals', 'pending'], (cursor) =>
    answer(api.GET(LIST, { params: { query: { pending: true, ...cursor } } })),
  )
  return { ...list, rows: list.rows?.filter(({ requested_by }) => requested_by !== staff.id) }
}

/** Those that were decided, withdrawn, or ended by themselves. */
export function useEndedApprovals() {
  const list = useGrowingList(['approvals', 'all'], (cursor) =>
    answer(api.GET(LIST, { params: { query: cursor } })),
  )
  return { ...list, rows: list.rows?.filter(({ state }) => state !== 'pending') }
}

export function useOwnApprovals() {
  return useGrowingList(['approvals', 'own'], (cursor) =>
    answer(api.GET(`${LIST}/own`, { params: { query: cursor } })),
  )
}

/** More than wait for anybody at a time. */
const MANY = { limit: 200 }

const ALL_PENDING = queryOptions({
  queryKey: ['approvals', 'pending', 'latest'],
  queryFn: () => answer(api.GET(LIST, { params: { query: { pending: true, ...MANY } } })),
})

const WAITING_MILLIS = 30_000

export interface Waiting {
  count: number
  /** Whether there are more than are asked for at a time. */
  isMore: boolean
}

/**
 * How many wait for the person to decide, as was heard last; asked for now and then while they are
 * at the desk. Nothing until it is known, and `unknown` while it could not be asked at all.
 */
export function useWaiting(): Waiting | 'unknown' | undefined {
  const { staff } = useSession()
  const isAtDesk = useAtDesk(() => {
    if (!isOver) void refetch()
  })
  const isOver = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.isOver)
  const { data, isError, refetch } = useQuery({
    ...ALL_PENDING,
    enabled: !isOver,
    refetchInterval: () => (isAtDesk() ? WAITING_MILLIS : false),
    select: ({ items, next }): Waiting | 'unknown' => {
      const count = items.filter(({ requested_by }) => requested_by !== staff.id).length
      // All that were asked for are their own: whether any of the rest are not is not known.
      return count === 0 && next ? 'unknown' : { count, isMore: Boolean(next) }
    },
  })
  return data ?? (isError ? 'unknown' : undefined)
}

/** What waits for a decision about one member, order or offer, as far as the person is part of it. */
export function usePendingFor(subject: string): (Approval & { isOwn: boolean })[] {
  const may = useMay()
  const { staff } = useSession()
  const own = useQuery({
    queryKey: ['approvals', 'own', 'latest'],
    queryFn: () => answer(api.GET(`${LIST}/own`, { params: { query: MANY } })),
    enabled: may('members.adjust') || may('orders.return') || may('offers.write'),
  })
  const toDecide = useQuery({ ...ALL_PENDING, enabled: may('approvals.decide') })
  const all = [...(own.data?.items ?? []), ...(toDecide.data?.items ?? [])]
  const pending = new Map(all.map((one) => [one.id, one]))
  return [...pending.values()]
    .filter((one) => one.state === 'pending' && one.subject === subject)
    .map((one) => ({ ...one, isOwn: one.requested_by === staff.id }))
}

interface Decision {
  id: string
  note?: string
}

export function useApprove() {
  return useAct(
    ({ id, ...body }: Decision, key) =>
      api.POST(`${ONE}/approve`, {
        params: { path: { approval_id: id }, header: under(key) },
        body,
      }),
    STALE,
  )
}

export function useRefuse() {
  return useAct(
    ({ id, ...body }: Decision, key) =>
      api.POST(`${ONE}/refuse`, {
        params: { path: { approval_id: id }, header: under(key) },
        body,
      }),
    STALE,
  )
}

export function useWithdraw() {
  return useAct(
    (approval_id: string, key) =>
      api.POST(`${ONE}/withdraw`, { params: { path: { approval_id }, header: under(key) } }),
    [['approvals']],
  )
}
