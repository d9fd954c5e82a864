// Names for what the contract says, taken from its paths: nothing here is typed by hand.
import type { paths } from './schema'

type Path = keyof paths

/** What a call answers. */
export type Answer<P extends Path, M extends keyof paths[P]> = paths[P][M] extends {
  responses: { 200: { content: { 'application/json': infer T } } }
}
  ? T
  : never

/** What a call is told in its body. */
export type Body<P extends Path, M extends keyof paths[P]> = paths[P][M] extends {
  requestBody: { content: { 'application/json': infer T } }
}
  ? T
  : never

/** What a list can be asked by. */
export type Filter<P extends Path, M extends keyof paths[P]> = paths[P][M] extends {
  parameters: { query?: infer T }
}
  ? NonNullable<T>
  : never

type Row<L> = L extends { items: (infer T)[] } ? T : never

export type Session = Answer<'/api/v1/session', 'get'>
export type Permission = Session['permissions'][number]
export type LogIn = Body<'/api/v1/session', 'post'>

export type Store = Row<Answer<'/api/v1/stores', 'get'>>
export type Tier = Row<Answer<'/api/v1/tiers', 'get'>>

export type Overview = Answer<'/api/v1/overview', 'get'>

export type MemberRow = Row<Answer<'/api/v1/members', 'get'>>
export type Member = Answer<'/api/v1/members/{member_id}', 'get'>
export type MemberFilter = Filter<'/api/v1/members', 'get'>
export type EnrolMember = Body<'/api/v1/members', 'post'>
export type Balances = Answer<'/api/v1/members/{member_id}/balances', 'get'>
export type Lot = Row<Answer<'/api/v1/members/{member_id}/lots', 'get'>>
export type Entry = Row<Answer<'/api/v1/members/{member_id}/entries', 'get'>>
export type AdjustMember = Body<'/api/v1/members/{member_id}/adjustments', 'post'>
export type FreezeMember = Body<'/api/v1/members/{member_id}/freeze', 'post'>
export type SetTier = Body<'/api/v1/members/{member_id}/tier', 'post'>
export type Rung = Answer<'/api/v1/checkout-terms', 'get'>['ladder'][number]
export type TopUp = Body<'/api/v1/members/{member_id}/top-ups', 'post'>

export type OrderRow = Row<Answer<'/api/v1/orders', 'get'>>
export type OrderFilter = Filter<'/api/v1/orders', 'get'>
export type Order = Answer<'/api/v1/orders/{order_id}', 'get'>
export type OrderLine = Order['lines'][number]
export type OrderReturn = Order['returns'][number]
export type ReturnGoods = Body<'/api/v1/orders/{order_id}/returns', 'post'>

export type ImportOptions = Filter<'/api/v1/imports', 'post'>
export type Import = Answer<'/api/v1/imports/{import_id}', 'get'>
export type RejectFilter = Filter<'/api/v1/imports/{import_id}/rejects', 'get'>
export type Reject = Row<Answer<'/api/v1/imports/{import_id}/rejects', 'get'>>
