// Orders and what comes back of them.

import { api, type OrderFilter, type ReturnGoods } from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const ORDER = '/api/v1/orders/{order_id}'

export function useOrderList(query: OrderFilter) {
  return useQuery({
    queryKey: ['orders', query],
    queryFn: () => answer(api.GET('/api/v1/orders', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function useOrder(order_id: string) {
  return useQuery({
    queryKey: ['order', order_id],
    queryFn: () => answer(api.GET(ORDER, { params: { path: { order_id } } })),
  })
}

/** Everything that a return changes is read again: the order, lists, the member, the overview. */
export function useReturnGoods(order_id: string) {
  return useAct(
    (body: ReturnGoods, key) =>
      api.POST(`${ORDER}/returns`, { params: { path: { order_id }, header: under(key) }, body }),
    [['order', order_id], ['orders'], ['member'], ['overview']],
  )
}
