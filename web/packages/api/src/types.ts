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
export type CreateStore = Body<'/api/v1/stores', 'post'>
export type EditStore = Body<'/api/v1/stores/{store_id}', 'patch'>
export type Opening = Store['opening_hours'][number]
export type Till = Row<Answer<'/api/v1/stores/{store_id}/tills', 'get'>>
export type CreateTill = Body<'/api/v1/stores/{store_id}/tills', 'post'>
export type EditTill = Body<'/api/v1/stores/{store_id}/tills/{till_id}', 'patch'>
export type TillCode = Answer<'/api/v1/tills/{till_id}/codes', 'post'>
export type Region = Row<Answer<'/api/v1/regions', 'get'>>
export type CreateRegion = Body<'/api/v1/regions', 'post'>
export type EditRegion = Body<'/api/v1/regions/{region_id}', 'patch'>

export type Role = Session['staff']['role']
export type Scope = Session['scope']
export type Staff = Row<Answer<'/api/v1/staff', 'get'>>
export type CreateStaff = Body<'/api/v1/staff', 'post'>
export type EditStaff = Body<'/api/v1/staff/{staff_id}', 'patch'>
export type SetStaffPin = Body<'/api/v1/staff/{staff_id}/pin', 'post'>
export type StaffSession = Row<Answer<'/api/v1/staff/{staff_id}/sessions', 'get'>>
export type StaffLogIn = Row<Answer<'/api/v1/staff/{staff_id}/log-ins', 'get'>>
export type PermissionMatrix = Answer<'/api/v1/permissions', 'get'>

export type Tier = Row<Answer<'/api/v1/tiers', 'get'>>

export type Overview = Answer<'/api/v1/overview', 'get'>
export type OverviewFilter = Filter<'/api/v1/overview', 'get'>
export type Indicator = Overview['indicators'][number]

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
export type QuoteReturn = Body<'/api/v1/orders/{order_id}/return-quotes', 'post'>
export type QuotedReturn = Answer<'/api/v1/orders/{order_id}/return-quotes', 'post'>

export type Import = Answer<'/api/v1/imports/{import_id}', 'get'>
export type RejectFilter = Filter<'/api/v1/imports/{import_id}/rejects', 'get'>
export type Reject = Row<Answer<'/api/v1/imports/{import_id}/rejects', 'get'>>

export type Export = Row<Answer<'/api/v1/exports', 'get'>>
export type Job = Row<Answer<'/api/v1/jobs', 'get'>>

export type ImportKind = NonNullable<Import['kind']>
export type ImportColumn = Import['columns'][number]
export type ImportList = Filter<'/api/v1/imports', 'get'>
export type MapImport = Body<'/api/v1/imports/{import_id}/mapping', 'put'>
export type RunImport = Body<'/api/v1/imports/{import_id}/run', 'post'>

export type ExportList = Filter<'/api/v1/exports', 'get'>

export type BasketToQuote = Body<'/api/v1/quotes', 'post'>
export type Quote = Answer<'/api/v1/quotes', 'post'>
export type QuoteLine = Quote['lines'][number]
export type OrderToSettle = Body<'/api/v1/orders/settle', 'post'>
export type TenderToTake = OrderToSettle['tenders'][number]
export type Receipt = Answer<'/api/v1/orders/settle', 'post'>

export type Brand = Answer<'/api/v1/brand', 'get'>
export type EditBrand = Body<'/api/v1/brand', 'patch'>
export type Terms = Answer<'/api/v1/checkout-terms', 'get'>
export type ReplaceTiers = Body<'/api/v1/tiers', 'put'>
export type AccessPolicy = Answer<'/api/v1/access-policy', 'get'>
export type ApprovalLimit = AccessPolicy['limits'][number]
export type ApiKey = Row<Answer<'/api/v1/api-keys', 'get'>>
export type ApiKeyFilter = Filter<'/api/v1/api-keys', 'get'>
export type MakeApiKey = Body<'/api/v1/api-keys', 'post'>
export type CodeKey = Row<Answer<'/api/v1/member-code-keys', 'get'>>
export type SmsSettings = Answer<'/api/v1/sms/settings', 'get'>
export type SmsTemplate = SmsSettings['templates'][number]
export type ReplaceSmsSettings = Body<'/api/v1/sms/settings', 'put'>
export type SmsMessage = Row<Answer<'/api/v1/sms/messages', 'get'>>
export type SmsMessageFilter = Filter<'/api/v1/sms/messages', 'get'>
export type PublishPolicy = Body<'/api/v1/policies', 'post'>
export type JoiningLink = Row<Answer<'/api/v1/joining-links', 'get'>>
export type JoiningLinkFilter = Filter<'/api/v1/joining-links', 'get'>
export type CreateJoiningLink = Body<'/api/v1/joining-links', 'post'>
export type AuditEntry = Row<Answer<'/api/v1/audit', 'get'>>
export type AuditFilter = Filter<'/api/v1/audit', 'get'>

export type Category = Row<Answer<'/api/v1/categories', 'get'>>
export type CreateCategory = Body<'/api/v1/categories', 'post'>
export type EditCategory = Body<'/api/v1/categories/{category_id}', 'patch'>
export type GoodsGroup = Answer<'/api/v1/goods-groups/{group_id}', 'get'>
export type ListedGoodsGroup = Row<Answer<'/api/v1/goods-groups', 'get'>>
export type GoodsGroupFilter = Filter<'/api/v1/goods-groups', 'get'>
export type WriteGoodsGroup = Body<'/api/v1/goods-groups/{group_id}', 'put'>
export type NamedPick = GoodsGroup['include'][number]
export type Goods = Answer<'/api/v1/goods/{goods_id}', 'get'>
export type CreateGoods = Body<'/api/v1/goods', 'post'>
export type EditGoods = Body<'/api/v1/goods/{goods_id}', 'patch'>
export type Pictures = Answer<'/api/v1/goods/{goods_id}/pictures', 'get'>
export type Picture = Pictures['items'][number]
export type Sku = Row<Answer<'/api/v1/skus', 'get'>>
export type SkuFilter = Filter<'/api/v1/skus', 'get'>
export type CreateSku = Body<'/api/v1/goods/{goods_id}/skus', 'post'>
export type EditSku = Body<'/api/v1/skus/{sku_id}', 'patch'>
export type PriceRecord = Row<Answer<'/api/v1/skus/{sku_id}/price-record', 'get'>>
export type StorePrice = Answer<'/api/v1/skus/{sku_id}/prices/{store_id}', 'put'>
export type SetStorePrice = Body<'/api/v1/skus/{sku_id}/prices/{store_id}', 'put'>
export type StockEntry = Row<Answer<'/api/v1/skus/{sku_id}/stock/{store_id}/entries', 'get'>>
export type ChangeStock = Body<'/api/v1/skus/{sku_id}/stock/{store_id}', 'post'>

export type EditMember = Body<'/api/v1/members/{member_id}', 'patch'>
export type CloseMember = Body<'/api/v1/members/{member_id}/close', 'post'>
export type UnmaskPhone = Body<'/api/v1/members/{member_id}/unmask', 'post'>
export type MemberChange = Row<Answer<'/api/v1/members/{member_id}/changes', 'get'>>
export type MemberEvent = Row<Answer<'/api/v1/members/{member_id}/timeline', 'get'>>
export type TimelineFilter = Filter<'/api/v1/members/{member_id}/timeline', 'get'>
export type AddCard = Body<'/api/v1/members/{member_id}/cards', 'post'>
export type AddTag = Body<'/api/v1/members/{member_id}/nfc-tags', 'post'>
export type SetMemberFields = Body<'/api/v1/members/{member_id}/fields', 'patch'>
export type MemberField = Row<Answer<'/api/v1/member-fields', 'get'>>
export type CreateMemberField = Body<'/api/v1/member-fields', 'post'>
export type EditMemberField = Body<'/api/v1/member-fields/{field_id}', 'put'>
export type MemberConsents = Answer<'/api/v1/members/{member_id}/consents', 'get'>
export type MemberConsent = MemberConsents['items'][number]
export type RecordConsent = Body<'/api/v1/members/{member_id}/consents', 'post'>
export type SetGuardian = Body<'/api/v1/members/{member_id}/guardian', 'post'>
export type Policy = Row<Answer<'/api/v1/policies', 'get'>>

export type LikelyDuplicate = Row<Answer<'/api/v1/merges/duplicates', 'get'>>
export type MergePreview = Answer<'/api/v1/merges/preview', 'get'>
export type MergeSide = MergePreview['survivor']
export type MergeField = MergePreview['fields'][number]
export type MergeMembers = Body<'/api/v1/merges', 'post'>
export type Merge = Answer<'/api/v1/merges/{merge_id}', 'get'>

export type PrivacyRequest = Answer<'/api/v1/privacy-requests/{request_id}', 'get'>
export type PrivacyRequestFilter = Filter<'/api/v1/privacy-requests', 'get'>
export type FilePrivacyRequest = Body<'/api/v1/members/{member_id}/requests', 'post'>

export type Approval = Row<Answer<'/api/v1/approvals', 'get'>>
export type StartExport = Body<'/api/v1/exports', 'post'>
export type ExportFilter = Export['filter']
export type BindOrder = Body<'/api/v1/orders/{order_id}/member', 'post'>
export type BoundOrder = Answer<'/api/v1/orders/{order_id}/member', 'post'>

export type Setup = Answer<'/api/v1/setup', 'get'>
export type FoundBrand = Body<'/api/v1/setup', 'post'>

export type Backups = Answer<'/api/v1/backups', 'get'>
export type Backup = Backups['items'][number]
export type About = Answer<'/api/v1/about', 'get'>
export type ReturnRow = Row<Answer<'/api/v1/returns', 'get'>>
export type ReturnFilter = Filter<'/api/v1/returns', 'get'>
export type TopUpRow = Row<Answer<'/api/v1/top-ups', 'get'>>
export type TopUpFilter = Filter<'/api/v1/top-ups', 'get'>

export type OfferSummary = Row<Answer<'/api/v1/offers', 'get'>>
export type OfferFilter = Filter<'/api/v1/offers', 'get'>
export type OfferKind = OfferSummary['kind']
export type OfferPhase = OfferSummary['phase']
export type OfferDetail = Answer<'/api/v1/offers/{offer_id}', 'get'>
export type NewOffer = Body<'/api/v1/offers', 'post'>
export type OfferTerms = NewOffer['terms']
export type OfferRule = OfferTerms['rule']
export type OfferEffect = NonNullable<OfferRule['effect']>
export type OfferExtra = NonNullable<OfferRule['extras']>[number]
export type OfferCondition = NonNullable<OfferRule['condition']>
export type GoodsChoice = NonNullable<OfferRule['goods']>
export type GoodsPick = NonNullable<GoodsChoice['include']>[number]
export type CouponTerms = NonNullable<OfferTerms['coupon']>
export type OfferVersion = Row<Answer<'/api/v1/offers/{offer_id}/versions', 'get'>>
export type PublishOffer = Body<'/api/v1/offers/{offer_id}/publish', 'post'>
export type OfferPublished = Answer<'/api/v1/offers/{offer_id}/publish', 'post'>
export type SetOfferState = Body<'/api/v1/offers/{offer_id}/state', 'post'>
export type RestoreVersion = Body<'/api/v1/offers/{offer_id}/restore', 'post'>
export type Coupon = Row<Answer<'/api/v1/coupons', 'get'>>
export type CouponFilter = Filter<'/api/v1/coupons', 'get'>
export type CouponDetail = Answer<'/api/v1/coupons/{coupon_id}', 'get'>
export type CouponHappening = Row<Answer<'/api/v1/coupon-log', 'get'>>
export type CouponLogFilter = Filter<'/api/v1/coupon-log', 'get'>
export type IssueCoupon = Body<'/api/v1/coupons', 'post'>
export type ClaimCoupon = Body<'/api/v1/coupon-claims', 'post'>
export type RedeemCoupon = Body<'/api/v1/coupons/{coupon_id}/redeem', 'post'>
export type CouponIssue = Row<Answer<'/api/v1/coupon-issues', 'get'>>
export type IssueCoupons = Body<'/api/v1/coupon-issues', 'post'>
export type OfferExplanation = Quote['explanations'][number]
export type OrderOffer = Order['offers'][number]
export type OfferCheck = Answer<'/api/v1/offers/{offer_id}/check', 'get'>
export type OfferFinding = OfferCheck['findings'][number]
export type OfferFindingExample = OfferFinding['examples'][number]
export type OfferReplaySummary = Row<Answer<'/api/v1/offer-replays', 'get'>>
export type OfferReplay = Answer<'/api/v1/offer-replays/{replay_id}', 'get'>
export type ReplayResult = NonNullable<OfferReplay['result']>
export type ReplayOffer = Body<'/api/v1/offer-replays', 'post'>
