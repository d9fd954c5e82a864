// What the server finds. A call is given up as soon as something else is asked; what was found
// before stays in view till then.

import { api, type OfferKind } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer } from '@/ui/answer'
import { type AskedKind, type Found, isWorthAsking, type Kind, SHOWN } from './finding'

type Finder = (q: string, signal: AbortSignal, words: Pick<Words, 'code'>) => Promise<Found[]>

/** Promotions and coupon templates are one list of the server, by name. */
function offers(kind: 'promotions' | 'templates', of: OfferKind): Finder {
  return async (q, signal, { code }) => {
    const query = { q, kind: of, limit: SHOWN }
    const { items } = await answer(api.GET('/api/v1/offers', { params: { query }, signal }))
    return items.map(({ id, name, phase }) => ({
      kind,
      path: `/offers/${id}`,
      title: name,
      detail: code('offer_phase', phase),
    }))
  }
}

const FINDERS: Record<AskedKind, Finder> = {
  members: async (q, signal) => {
    const query = { q, limit: SHOWN }
    const { items } = await answer(api.GET('/api/v1/members', { params: { query }, signal }))
    return items.map(({ id, name, member_no, phone }) => ({
      kind: 'members',
      path: `/members/${id}`,
      title: name,
      detail: phone ? `${member_no} · ${phone}` : member_no,
    }))
  },
  orders: async (q, signal) => {
    const query = { q, limit: SHOWN }
    const { items } = await answer(api.GET('/api/v1/orders', { params: { query }, signal }))
    return items.map(({ id, order_no, store_name, business_date, total }) => ({
      kind: 'orders',
      path: `/orders/${id}`,
      title: order_no,
      detail: `${store_name} · ${business_date} · ${formatMoney(total)}`,
    }))
  },
  goods: async (q, signal) => {
    const query = { q, limit: SHOWN }
    const { items } = await answer(api.GET('/api/v1/skus', { params: { query }, signal }))
    return items.map(({ goods_id, goods_name, name, code, list_price }) => ({
      kind: 'goods',
      path: `/goods/${goods_id}`,
      title: name ? `${goods_name} ${name}` : goods_name,
      detail: `${code} · ${formatMoney(list_price)}`,
    }))
  },
  promotions: offers('promotions', 'promotion'),
  templates: offers('templates', 'coupon'),
}

export interface Answer {
  kind: AskedKind
  found: readonly Found[]
  isAsking: boolean
  error: unknown
  retry: () => void
}

/** What the server finds of the kinds that the person may see. */
export function useAnswers(q: string, kinds: readonly Kind[]): Answer[] {
  const members = useAnswer('members', q, kinds)
  const orders = useAnswer('orders', q, kinds)
  const goods = useAnswer('goods', q, kinds)
  const promotions = useAnswer('promotions', q, kinds)
  const templates = useAnswer('templates', q, kinds)
  return [members, orders, goods, promotions, templates].filter(
    ({ kind }) => kinds.includes(kind) && isWorthAsking(kind, q),
  )
}

function useAnswer(kind: AskedKind, q: string, kinds: readonly Kind[]): Answer {
  const words = useWords()
  const { data, isFetching, error, refetch } = useQuery({
    queryKey: ['search', kind, q, words.lang],
    queryFn: ({ signal }) => FINDERS[kind](q, signal, words),
    enabled: isWorthAsking(kind, q) && kinds.includes(kind),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  return { kind, found: data ?? [], isAsking: isFetching, error, retry: () => void refetch() }
}
