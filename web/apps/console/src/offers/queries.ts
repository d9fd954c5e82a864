// Promotions and coupon templates, their versions and their coupons.

import {
  api,
  type ClaimCoupon,
  type CouponFilter,
  type CouponLogFilter,
  type IssueCoupon,
  type IssueCoupons,
  type NewOffer,
  type OfferFilter,
  type OfferTerms,
  type PublishOffer,
  type RedeemCoupon,
  type RestoreVersion,
  type SetOfferState,
} from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { seesOwnOnly } from '@/jobs/work'
import { useSession } from '@/session/context'
import { answer, answerWithTag, ifMatch, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const OFFERS = '/api/v1/offers'
const OFFER = '/api/v1/offers/{offer_id}'
const COUPONS = '/api/v1/coupons'
const COUPON = '/api/v1/coupons/{coupon_id}'
const ISSUES = '/api/v1/coupon-issues'
const BUSY_MILLIS = 1_500

const ALL_OFFERS = [['offers'], ['offer']]
const ALL_COUPONS = [['coupons'], ['coupon'], ['coupon_log'], ['offer'], ['offers']]

export function useOfferList(query: OfferFilter) {
  return useQuery({
    queryKey: ['offers', query],
    queryFn: () => answer(api.GET(OFFERS, { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function useOffer(offer_id: string) {
  return useQuery({
    queryKey: ['offer', offer_id],
    queryFn: () => answerWithTag(api.GET(OFFER, { params: { path: { offer_id } } })),
  })
}

export function useOfferVersions(offer_id: string) {
  return useQuery({
    queryKey: ['offer', offer_id, 'versions'],
    queryFn: () => answer(api.GET(`${OFFER}/versions`, { params: { path: { offer_id } } })),
  })
}

export function useCreateOffer() {
  return useAct(
    (body: NewOffer, key) => api.POST(OFFERS, { params: { header: under(key) }, body }),
    ALL_OFFERS,
  )
}

export function useWriteDraft(offer_id: string) {
  return useAct(
    ({ etag, terms }: { etag: string; terms: OfferTerms }, _key) =>
      api.PUT(`${OFFER}/draft`, {
        params: { path: { offer_id }, header: ifMatch(etag) },
        body: terms,
      }),
    ALL_OFFERS,
  )
}

export function useDiscardDraft(offer_id: string) {
  return useAct(
    (etag: string, _key) =>
      api.DELETE(`${OFFER}/draft`, { params: { path: { offer_id }, header: ifMatch(etag) } }),
    ALL_OFFERS,
  )
}

export function usePublishOffer(offer_id: string) {
  return useAct(
    (body: PublishOffer, key) =>
      api.POST(`${OFFER}/publish`, { params: { path: { offer_id }, header: under(key) }, body }),
    [...ALL_OFFERS, ['approvals']],
  )
}

export function useSetOfferState(offer_id: string) {
  return useAct(
    (body: SetOfferState, key) =>
      api.POST(`${OFFER}/state`, { params: { path: { offer_id }, header: under(key) }, body }),
    ALL_OFFERS,
  )
}

export function useRestoreVersion(offer_id: string) {
  return useAct(
    (body: RestoreVersion, key) =>
      api.POST(`${OFFER}/restore`, { params: { path: { offer_id }, header: under(key) }, body }),
    ALL_OFFERS,
  )
}

export function useReadNotation() {
  return useAct((text: string) => api.POST('/api/v1/offer-notations', { body: { text } }), [])
}

export function useCouponList(query: CouponFilter, { enabled = true } = {}) {
  return useQuery({
    queryKey: ['coupons', query],
    queryFn: () => answer(api.GET(COUPONS, { params: { query } })),
    placeholderData: keepPreviousData,
    enabled,
  })
}

/** The coupons of a member, or of a template, growing by "show more". */
export function useCoupons(query: CouponFilter) {
  return useGrowingList(['coupons', 'growing', query], (cursor) =>
    answer(api.GET(COUPONS, { params: { query: { ...query, ...cursor } } })),
  )
}

export function useCoupon(coupon_id: string) {
  return useQuery({
    queryKey: ['coupon', coupon_id],
    queryFn: () => answer(api.GET(COUPON, { params: { path: { coupon_id } } })),
  })
}

export function useCouponCode(coupon_id: string) {
  return useQuery({
    queryKey: ['coupon', coupon_id, 'code'],
    queryFn: () => answer(api.GET(`${COUPON}/code`, { params: { path: { coupon_id } } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

export function useFindCoupon() {
  return useAct((code: string) => api.POST('/api/v1/coupon-lookups', { body: { code } }), [])
}

export function useCouponLog(query: CouponLogFilter) {
  return useQuery({
    queryKey: ['coupon_log', query],
    queryFn: () => answer(api.GET('/api/v1/coupon-log', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function useIssueCoupon() {
  return useAct(
    (body: IssueCoupon, key) => api.POST(COUPONS, { params: { header: under(key) }, body }),
    ALL_COUPONS,
  )
}

export function useClaimCoupon() {
  return useAct(
    (body: ClaimCoupon, key) =>
      api.POST('/api/v1/coupon-claims', { params: { header: under(key) }, body }),
    ALL_COUPONS,
  )
}

export function useGiveCoupon(coupon_id: string) {
  return useAct(
    (member_id: string, key) =>
      api.POST(`${COUPON}/give`, {
        params: { path: { coupon_id }, header: under(key) },
        body: { member_id },
      }),
    ALL_COUPONS,
  )
}

export function useRedeemCoupon(coupon_id: string) {
  return useAct(
    (body: RedeemCoupon, key) =>
      api.POST(`${COUPON}/redeem`, { params: { path: { coupon_id }, header: under(key) }, body }),
    ALL_COUPONS,
  )
}

export function useUndoCoupon(coupon_id: string) {
  return useAct(
    (reason: string, key) =>
      api.POST(`${COUPON}/undo`, {
        params: { path: { coupon_id }, header: under(key) },
        body: { reason },
      }),
    ALL_COUPONS,
  )
}

export function useVoidCoupon(coupon_id: string) {
  return useAct(
    (reason: string, key) =>
      api.POST(`${COUPON}/void`, {
        params: { path: { coupon_id }, header: under(key) },
        body: { reason },
      }),
    ALL_COUPONS,
  )
}

export function useIssues(offer_id: string) {
  return useGrowingList(['offer', offer_id, 'issues'], (cursor) =>
    answer(api.GET(ISSUES, { params: { query: { offer_id, ...cursor } } })),
  )
}

export function useIssueCoupons() {
  return useAct(
    (body: IssueCoupons, key) => api.POST(ISSUES, { params: { header: under(key) }, body }),
    [...ALL_COUPONS, ['jobs']],
  )
}

/** How far the job of an issue is; asked for often while it runs. */
export function useIssueJob(job_id: string) {
  const person = useSession()
  return useQuery({
    queryKey: ['jobs', job_id],
    queryFn: () => answer(api.GET('/api/v1/jobs/{job_id}', { params: { path: { job_id } } })),
    // Head office began it, so whoever works for some stores would be told that it is not there.
    enabled: person.permissions.includes('jobs.read') && !seesOwnOnly(person),
    retry: false,
    refetchInterval: ({ state: { data } }) =>
      data && (data.state === 'queued' || data.state === 'running') ? BUSY_MILLIS : false,
  })
}
