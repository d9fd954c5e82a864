// Orders, what comes back of them, and what members pay in.

import {
  api,
  type BindOrder,
  type OrderFilter,
  type QuoteReturn,
  type ReturnFilter,
  type ReturnGoods,
  type TopUpFilter,
} from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDebounced } from '@/search/useDebounced'
import { answer, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

/** So long nothing is typed before it is asked. */
const TYPING_MILLIS = 200

const ORDER = '/api/v1/orders/{order_id}'

export function useOrderList(query: OrderFilter) {
  return useQuery({
    queryKey: ['orders', query],
    queryFn: () => answer(api.GET('/api/v1/orders', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function useReturnList(query: ReturnFilter) {
  return useQuery({
    queryKey: ['returns', query],
    queryFn: () => answer(api.GET('/api/v1/returns', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function useTopUpList(query: TopUpFilter) {
  return useQuery({
    queryKey: ['top_ups', query],
    queryFn: () => answer(api.GET('/api/v1/top-ups', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function useOrder(order_id: string) {
  return useQuery({
    queryKey: ['order', order_id],
    queryFn: () => answer(api.GET(ORDER, { params: { path: { order_id } } })),
  })
}

/**
 * What would go back for these lines, asked once the choice stands still; nothing is written. An
 * answer for another choice is shown meanwhile.
 */
export function useReturnQuote(order_id: string, asked: QuoteReturn) {
  const settled = useDebounced(JSON.stringify(asked), TYPING_MILLIS)
  const body = JSON.parse(settled) as QuoteReturn
  const params = { path: { order_id } }
  return useQuery({
    // Not below the order: once the goods are back nobody asks again.
    queryKey: ['return_quote', order_id, settled],
    queryFn: ({ signal }) => answer(api.POST(`${ORDER}/return-quotes`, { params, body, signal })),
    enabled: body.lines.length > 0 && body.store_id !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** Everything that a return changes is read again; a large one waits as an approval. */
export function useReturnGoods(order_id: string) {
  return useAct(
    (body: ReturnGoods, key) =>
      api.POST(`${ORDER}/returns`, { params: { path: { order_id }, header: under(key) }, body }),
    [
      ['order', order_id],
      ['orders'],
      ['returns'],
      ['member'],
      ['overview'],
      ['approvals'],
      ['skus'],
      ['stock'],
      ['coupon'],
      ['coupons'],
    ],
  )
}

/** An anonymous sale becomes a member's, who earns its points. */
export function useBindOrder(order_id: string) {
  return useAct(
    (body: BindOrder, key) =>
      api.POST(`${ORDER}/member`, { params: { path: { order_id }, header: under(key) }, body }),
    [['order', order_id], ['orders'], ['member'], ['members'], ['overview']],
  )
}
