// How the things of the log are called. There is no call for many of them at once: each is asked
// for where it is shown, a few at a time, and remembered while the log is read.

import { api, type Member, type Permission, ProblemError } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { groupQuery } from '@/goods/groups/queries'
import { skuQuery } from '@/goods/queries'
import { skuName } from '@/goods/sku'
import { nameOf } from '@/members/names'
import { useMay } from '@/session/context'
import { answer } from '@/ui/answer'
import { atMost } from './atMost'

const FRESH_MILLIS = 5 * 60_000
const REMEMBERED_MILLIS = 30 * 60_000

/** A browser has six lines to a server: a page of the log leaves some for what is clicked next. */
const inTurn = atMost(3)

/** What is read of a thing: its name, or the member whose name may be missing; and its page. */
export interface Known {
  name: string | Pick<Member, 'name' | 'state' | 'member_no'>
  path: string
}

interface Kind {
  permission: Permission
  read: (id: string, client: QueryClient) => Promise<Known>
}

/** The part of a call that says which one. */
const at = <Path>(path: Path) => ({ params: { path } })

const KINDS: Readonly<Record<string, Kind>> = {
  mem: {
    permission: 'members.read',
    read: async (member_id) => {
      const read = await answer(api.GET('/api/v1/members/{member_id}', at({ member_id })))
      // Who was merged into somebody since is that somebody.
      return { name: read, path: `/members/${read.id}` }
    },
  },
  ord: {
    permission: 'orders.read',
    read: async (order_id) => {
      const { order_no } = await answer(api.GET('/api/v1/orders/{order_id}', at({ order_id })))
      return { name: order_no, path: `/orders/${order_id}` }
    },
  },
  gds: {
    permission: 'goods.read',
    read: async (goods_id) => {
      const { name } = await answer(api.GET('/api/v1/goods/{goods_id}', at({ goods_id })))
      return { name, path: `/goods/${goods_id}` }
    },
  },
  sku: {
    permission: 'goods.read',
    read: async (id, client) => {
      const sku = await client.fetchQuery(skuQuery(id))
      return { name: skuName(sku), path: `/goods/${sku.goods_id}` }
    },
  },
  ggp: {
    permission: 'goods.read',
    read: async (id, client) => {
      const group = await client.fetchQuery(groupQuery(id))
      return { name: group.data.name, path: `/goods-groups/${id}` }
    },
  },
  ofr: {
    permission: 'offers.read',
    read: async (offer_id) => {
      const { name } = await answer(api.GET('/api/v1/offers/{offer_id}', at({ offer_id })))
      return { name, path: `/offers/${offer_id}` }
    },
  },
  cpn: {
    permission: 'offers.read',
    read: async (coupon_id) => {
      const { name } = await answer(api.GET('/api/v1/coupons/{coupon_id}', at({ coupon_id })))
      return { name, path: `/coupons/${coupon_id}` }
    },
  },
  jln: {
    permission: 'members.read',
    read: async (link_id) => {
      const { name } = await answer(api.GET('/api/v1/joining-links/{link_id}', at({ link_id })))
      return { name, path: '/joining-links' }
    },
  },
  imp: {
    permission: 'imports.run',
    read: async (import_id) => {
      const { file_name } = await answer(api.GET('/api/v1/imports/{import_id}', at({ import_id })))
      return { name: file_name, path: `/imports/${import_id}` }
    },
  },
}

/**
 * `undefined` until it is known, `null` where there is nothing to know, or not for the reader, and
 * `unknown` where it could not be asked, which may pass.
 */
export function useKnown(kind: string, id: string): Known | null | undefined | 'unknown' {
  const may = useMay()
  const of = KINDS[kind]
  const { data, isError } = useQuery({
    queryKey: ['audit', 'named', id],
    queryFn: ({ client, signal }) =>
      of ? inTurn(signal, () => of.read(id, client).catch(nullIfGone)) : null,
    enabled: of !== undefined && may(of.permission),
    staleTime: FRESH_MILLIS,
    gcTime: REMEMBERED_MILLIS,
  })
  if (!of || !may(of.permission)) return null
  return data === undefined && isError ? 'unknown' : data
}

/** Gone, or in a store that the reader does not see: an answer, and remembered like any other. */
function nullIfGone(error: unknown): null {
  if (error instanceof ProblemError && GONE.includes(error.status)) return null
  throw error
}

const GONE: readonly number[] = [403, 404]

export function sayKnown(words: Words, { name }: Known): string {
  return typeof name === 'string' ? name : `${nameOf(words, name)} ${name.member_no}`
}
