// What the counter asks: goods and members by what was scanned, what the basket costs, and the
// settling itself.

import {
  api,
  type BasketToQuote,
  type MemberRow,
  newKey,
  type OrderToSettle,
  ProblemError,
  type Sku,
} from '@huitong/api'
import {
  keepPreviousData,
  useIsMutating,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useDebounced } from '@/search/useDebounced'
import { answer, under } from '@/ui/answer'
import { readAgain } from '@/ui/readAgain'
import type { AtHand } from './atHand'
import type { Sent, SentPlace } from './sent'

const TYPING_MILLIS = 250
const FOUND_MAX = 8

async function listSkus(query: { q?: string; barcode?: string }, store_id: string): Promise<Sku[]> {
  const asked = { ...query, store_id, may_be_sold: true, limit: FOUND_MAX }
  return (await answer(api.GET('/api/v1/skus', { params: { query: asked } }))).items
}

async function listMembers(q: string): Promise<MemberRow[]> {
  const query = { q: q.slice(0, 64), limit: FOUND_MAX }
  return (await answer(api.GET('/api/v1/members', { params: { query } }))).items
}

/** Goods while somebody types. */
export function useFoundSkus(text: string, storeId: string) {
  const q = useDebounced(text.trim(), TYPING_MILLIS)
  return useQuery({
    queryKey: ['skus', 'found', storeId, q],
    queryFn: () => listSkus({ q }, storeId),
    enabled: q !== '' && storeId !== '',
  })
}

/** The goods with exactly this barcode or code; otherwise those that fit it. */
export async function lookUpSku(text: string, storeId: string): Promise<Sku[]> {
  const byBarcode = text.length <= 40 ? await listSkus({ barcode: text }, storeId) : []
  if (byBarcode.length > 0) return byBarcode
  const found = await listSkus({ q: text }, storeId)
  const byCode = found.filter(({ code }) => code === text)
  return byCode.length > 0 ? byCode : found
}

export function useFoundMembers(text: string) {
  const q = useDebounced(text.trim(), TYPING_MILLIS)
  return useQuery({
    queryKey: ['members', 'found', q],
    queryFn: () => listMembers(q),
    enabled: q !== '',
  })
}

/** Whom a number or a name fits; what fits nobody may be the code that a member's phone shows. */
export async function lookUpMember(text: string): Promise<Pick<MemberRow, 'id'>[]> {
  const found = await listMembers(text)
  if (found.length > 0) return found
  try {
    const params = { header: under(newKey()) }
    const call = api.POST('/api/v1/members/resolve', { params, body: { text: text.slice(0, 512) } })
    const { member } = await answer(call)
    return [member]
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'membership.code_unknown') return []
    throw error
  }
}

/**
 * What a basket costs, asked once it stands still. An answer for another basket than the present
 * one is shown meanwhile and said to be old.
 */
export function useQuote(asked: BasketToQuote) {
  const now = JSON.stringify(asked)
  const settled = useDebounced(now, TYPING_MILLIS)
  const body = JSON.parse(settled) as BasketToQuote
  const query = useQuery({
    queryKey: ['quote', settled],
    queryFn: ({ signal }) => answer(api.POST('/api/v1/quotes', { body, signal })),
    enabled: body.lines.length > 0 && body.store_id !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const isEmpty = asked.lines.length === 0
  return {
    quote: isEmpty ? undefined : query.data,
    isCurrent: !isEmpty && settled === now && query.data !== undefined && !query.isPlaceholderData,
    error: isEmpty || settled !== now ? null : query.error,
    askAgain: query.refetch,
  }
}

/** Whatever a sale changes is read again. */
const STALE = [['orders'], ['member'], ['members'], ['overview'], ['skus'], ['stock'], ['coupons']]

/** What is sent; again, where an answer to the first time never came. */
export interface Sending {
  sent: Sent
  isAgain: boolean
}

const SETTLE = ['settle']

/**
 * Settles under a key that is kept with what was sent until an answer came, so that the same sale
 * sent again – after a lost line, a reload, another log-in – is settled once. The receipt is with
 * the sale at hand before the key is forgotten, whether or not the page is still open.
 */
export function useSettle(place: SentPlace, atHand: AtHand) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: SETTLE,
    mutationFn: async ({ sent }: Sending): Promise<void> => {
      const { body, key, change } = sent
      place.keep(sent)
      const params = { header: under(key) }
      try {
        const receipt = await answer(api.POST('/api/v1/orders/settle', { params, body }))
        const done = { receipt, received: cashOf(body) + change, change }
        atHand.put((sale) => ({ ...sale, done }))
        place.forget()
      } catch (error) {
        if (error instanceof ProblemError && !error.isTransient) place.forget()
        throw error
      }
    },
    onSuccess: () => readAgain(client, STALE),
  })
}

/** Whether a sale is being settled, by this page or by one that was left meanwhile. */
export function useIsSettling(): boolean {
  return useIsMutating({ mutationKey: SETTLE }) > 0
}

function cashOf({ tenders }: OrderToSettle): number {
  return tenders.find(({ kind }) => kind === 'cash')?.amount ?? 0
}
