// Generated from crates/pricing by `make wasm`; do not edit.

/** What is to be priced. */
export interface QuoteInput {
  /** The goods. */
  basket: Basket
  /** The offers to choose from, but for what the standing itself gives. */
  offers: Offer[]
  /** What the buyer is to the brand. */
  standing: Standing
  /** The circumstances. */
  context: Context
}

/** The goods somebody wants to buy. */
export interface Basket {
  /** One entry per scanned line; the same SKU may come more than once. */
  lines: BasketLine[]
}

/** A price rule: a promotion, a coupon or a tier's benefit as pricing sees it. */
export interface Offer {
  /** Which. */
  id: OfferId
  /** In which version: the ticket keeps it. */
  version?: number
  /** What people call it. */
  name: string
  /** In which turn it is applied. */
  layer: Layer
  /** Within the layer, the smaller number comes first. */
  priority?: number
  /**
   * On which goods it is worked out and to which it is shared; the parts of a bundle draw from
   * these goods only.
   */
  goods?: Goods
  /** Who may have it, when and where; absent for everybody. */
  condition?: Condition | null
  /** What its goods, or others that are named there, must come to; absent for anything. */
  reach?: Reach | null
  /** What amounts are measured on; means nothing to an offer that measures none. */
  base?: Base
  /** What it takes off the price; absent if it only gives extras. */
  effect?: Effect | null
  /** What it gives beside. */
  extras?: Extra[]
  /**
   * What a repeating effect does at most in one order: so many sets, pieces or times. A gift
   * that repeats is given so many times at most.
   */
  times_max?: number | null
  /** The most that it takes off one order. */
  amount_max?: Money | null
  /** What is left of its budget: it is given whole or not at all. */
  budget_left?: Money | null
  /** Whether it was given as often as it may be: in all, to this member, on this day. */
  is_used_up?: boolean
  /** With what it does not go together. */
  stacking?: Stacking
}

/** What the buyer is to the brand. */
export interface Standing {
  /**
   * Whether the buyer is known as a member: then member prices hold and points are earned. All
   * that follows is ignored when not.
   */
  is_member: boolean
  /** The member's tier, if there is one. */
  tier?: TierStanding | null
  /** The segments that the member belongs to. */
  segments?: SegmentId[]
  /** The member's birthday, if it is known. */
  birthday?: MonthDay | null
  /** Whether the member has never bought anything before. */
  is_first_order?: boolean
}

/** The circumstances of a quote; the clock is read by the caller, once. */
export interface Context {
  /** What clock and calendar show in the store at the moment that is priced for. */
  wall: WallTime
  /** Where. */
  store_id: StoreId
  /** The region of the store and all that are above it. */
  regions?: RegionId[]
  /** By which way the order comes in. */
  channel: Channel
  /** What the buyer means to pay with, where that is known. */
  payment?: PayWith | null
  /** How points are earned and taken. */
  points_rule: PointsRule
  /** So much of the order is to be paid with points (积分抵现): what is left is rounded. */
  paid_with_points?: Money
  /** How what is left to pay is rounded (抹零), if it is. */
  rounding?: RoundDown | null
  /** What delivery costs, if anything is delivered. */
  delivery_fee?: Money
  /** How many coupons one order may use; absent for any number. */
  coupons_max?: number | null
  /**
   * Whether a line gets the member price or the tier discount (`true`, whichever makes the order
   * cheaper) or the discount on top of the member price (`false`, the default).
   */
  member_price_excludes_tier?: boolean
}

/** One line of a basket with the prices that hold in its store. */
export interface BasketLine {
  /** What. */
  sku_id: SkuId
  /** Its category and all that are above it. */
  categories?: CategoryId[]
  /** The product groups that it belongs to. */
  groups?: GoodsGroupId[]
  /** How many of the SKU's units: 1 to `MAX_QUANTITY`. */
  quantity: number
  /**
   * Whether the line is one thing that was weighed or measured: it then counts as one piece,
   * whatever its quantity.
   */
  is_one_piece?: boolean
  /** What one unit costs anybody in this store. */
  list_price: Money
  /** Whether `list_price` is this store's own price rather than the brand's. */
  is_store_price?: boolean
  /** What one unit costs a member in this store, if there is such a price. */
  member_price?: Money | null
}

/**
 * An offer, by the id of what it comes from (a tier, a promotion, a coupon): snowflakes are
 * unique over all of them.
 * Text that begins with `ofr_`.
 */
export type OfferId = string

/**
 * The turns in which offers are applied.
 *
 * - `item_price`: The price of one unit: 特价, 秒杀, 会员价日. A price is taken where it is lower; a part or an amount off is worked out on the base of the offer.
 * - `item_promotion`: Several pieces of some goods: 第二件半价, 组合价. A piece takes part in one of these.
 * - `order_promotion`: The order: 满减, 满折, 满赠.
 * - `coupon`: What the buyer holds in hand.
 * - `standing`: What the buyer is to the brand: tier discount, paid membership.
 */
export type Layer = 'item_price' | 'item_promotion' | 'order_promotion' | 'coupon' | 'standing'

/** A choice of goods: everything that is included, less everything that is excluded. */
export interface Goods {
  /** What is in; empty for everything. */
  include?: Pick[]
  /** What is out whatever `include` says. */
  exclude?: Pick[]
}

/** A condition. */
export type Condition =
  | ConditionAll
  | ConditionAny
  | ConditionNot
  | ConditionPieces
  | ConditionAmount
  | ConditionStore
  | ConditionRegion
  | ConditionChannel
  | ConditionMember
  | ConditionTier
  | ConditionSegment
  | ConditionFirstOrder
  | ConditionBirthdayMonth
  | ConditionBirthday
  | ConditionWeekdays
  | ConditionMonthDays
  | ConditionHours
  | ConditionDates
  | ConditionPayment

/** All of these hold. */
export interface ConditionAll {
  kind: 'all'
  /** At least one. */
  of: Condition[]
}

/** At least one of these holds. */
export interface ConditionAny {
  kind: 'any'
  /** At least one. */
  of: Condition[]
}

/** This does not hold. */
export interface ConditionNot {
  kind: 'not'
  /** What does not hold. */
  of: Condition
}

/** So many pieces of some goods are in the basket. */
export interface ConditionPieces {
  kind: 'pieces'
  /** Of which goods. */
  goods: Goods
  /** At least so many. */
  at_least: number
}

/**
 * Goods for so much are in the basket, at what anybody pays for them here (标价): whoever has
 * a lower price of their own does not miss it for that.
 */
export interface ConditionAmount {
  kind: 'amount'
  /** Which goods. */
  goods: Goods
  /** At least so much. */
  at_least: Money
}

/** In one of these stores. */
export interface ConditionStore {
  kind: 'store'
  /** Which. */
  any_of: StoreId[]
}

/** In a store of one of these regions, or of one below them. */
export interface ConditionRegion {
  kind: 'region'
  /** Which. */
  any_of: RegionId[]
}

/** By one of these ways. */
export interface ConditionChannel {
  kind: 'channel'
  /** Which. */
  any_of: Channel[]
}

/** For members only. */
export interface ConditionMember {
  kind: 'member'
}

/** For members of these tiers. */
export interface ConditionTier {
  kind: 'tier'
  /** Which. */
  any_of: TierId[]
}

/** For members of one of these segments. */
export interface ConditionSegment {
  kind: 'segment'
  /** Which. */
  any_of: SegmentId[]
}

/** For members who have never bought anything. */
export interface ConditionFirstOrder {
  kind: 'first_order'
}

/** In the month of the member's birthday. */
export interface ConditionBirthdayMonth {
  kind: 'birthday_month'
}

/** On the member's birthday; who was born on 29 February has it on the 28th in other years. */
export interface ConditionBirthday {
  kind: 'birthday'
}

/** On these days of the week: 1 for Monday to 7 for Sunday. */
export interface ConditionWeekdays {
  kind: 'weekdays'
  /** Which. */
  any_of: number[]
}

/** On these days of each month (会员日): 1 to 31. */
export interface ConditionMonthDays {
  kind: 'month_days'
  /** Which. */
  any_of: number[]
}

/** Between two times of the day, in minutes since midnight; past midnight if `from` is later. */
export interface ConditionHours {
  kind: 'hours'
  /** The first minute. */
  from: number
  /** The first minute that is out again. */
  to: number
}

/** Between two dates on the calendar of the store. */
export interface ConditionDates {
  kind: 'dates'
  /** The first day. */
  from: BusinessDate
  /** The last day. */
  to: BusinessDate
}

/** Paid with one of these. */
export interface ConditionPayment {
  kind: 'payment'
  /** Which. */
  any_of: PayWith[]
}

/** What some goods must come to, on the base of the offer: 满 100 可用, 满 3 件可用. */
export interface Reach {
  /**
   * Which goods count (买满 A 类, B 类打折); absent for those of the offer. They are only counted:
   * nothing is taken off them, and their pieces may still take part in item promotions.
   */
  goods?: Goods | null
  /** What is counted. */
  kind: Measure
  /** So much, in 分 or pieces. */
  at_least: number
}

/**
 * What amounts are measured on.
 *
 * - `discounted`: What earlier offers left.
 * - `original`: What the price on the shelf came to; after the layer of item prices, what it left.
 */
export type Base = 'discounted' | 'original'

/**
 * What an offer takes off the price. An amount over several lines is rounded once, half up in
 * favour of the buyer, and shared over them by largest remainder.
 */
export type Effect =
  | EffectPercentOff
  | EffectAmountOff
  | EffectEachOff
  | EffectSetPrice
  | EffectMemberPrice
  | EffectLadder
  | EffectEveryFull
  | EffectNthItem
  | EffectCheapestFree
  | EffectBundle
  | EffectBuyGet

/** A part off: 500 is 5 % off (95折). In the layer of item prices, off each unit. */
export interface EffectPercentOff {
  kind: 'percent_off'
  /** The part. */
  off: Rate
}

/** An amount off the goods (立减), once. */
export interface EffectAmountOff {
  kind: 'amount_off'
  /** How much. */
  amount: Money
}

/** An amount off each piece (直降), in the layer of item prices off each unit. */
export interface EffectEachOff {
  kind: 'each_off'
  /** How much. */
  amount: Money
}

/**
 * Each piece costs so much if it cost more (特价, 秒杀, 换购, 兑换); the dearest
 * `Offer::times_max` pieces. In the layer of item prices, each unit.
 */
export interface EffectSetPrice {
  kind: 'set_price'
  /** How much. */
  price: Money
}

/** Whoever it is pays the member price. Only in the layer of item prices. */
export interface EffectMemberPrice {
  kind: 'member_price'
}

/** The best of the steps that are reached (满减, 满折, 满件折). */
export interface EffectLadder {
  kind: 'ladder'
  /** What is counted. */
  by: Measure
  /** Rising. */
  steps: Step[]
}

/** An amount off for each so much (每满减), `Offer::times_max` times. */
export interface EffectEveryFull {
  kind: 'every_full'
  /** What is counted. */
  by: Measure
  /** For each so much. */
  every: number
  /** So much off. */
  off: Money
}

/** Of pieces from dear to cheap, each `nth` one has a part off (第二件半价). */
export interface EffectNthItem {
  kind: 'nth_item'
  /** Two for the second, the fourth … */
  nth: number
  /** The part. */
  off: Rate
}

/**
 * Of each `out_of` pieces, the cheapest `free` ones cost nothing (买三免一); the number of
 * sets that is best for the buyer.
 */
export interface EffectCheapestFree {
  kind: 'cheapest_free'
  /** Of so many. */
  out_of: number
  /** So many. */
  free: number
}

/**
 * All parts together cost so much (组合价); one part alone is N 元任选 M 件. The dearest goods
 * first.
 */
export interface EffectBundle {
  kind: 'bundle'
  /** What is in it. */
  parts: Part[]
  /** What one costs. */
  price: Money
}

/**
 * Who buys these has a part off those (买赠, 买 A 半价 B): of goods in both, the dear ones are
 * bought.
 */
export interface EffectBuyGet {
  kind: 'buy_get'
  /** What is bought, and what then has a part off. */
  parts: [Part, Part]
  /** The part: 10 000 for free. */
  off: Rate
}

/** What an offer gives beside a lower price. */
export type Extra = ExtraGift | ExtraPoints | ExtraFreeDelivery

/** Goods for nothing, as long as there are any. */
export interface ExtraGift {
  kind: 'gift'
  /** What. */
  sku_id: SkuId
  /** How many. */
  quantity: number
  /** What one is worth: of two ways that cost alike, the one with more gifts is better. */
  worth: Money
  /** How many there are. */
  in_stock: number
  /**
   * Whether so many are given each time that what must be reached is reached (每买三送一), at
   * most `times_max` times of its offer and as often as there are enough; otherwise once.
   */
  repeats?: boolean
}

/** More points for the order. */
export interface ExtraPoints {
  kind: 'points'
  /** Multiplies what is earned: 10 000 for once, 20 000 for twice. */
  multiplier: Rate
  /** Added afterwards. */
  bonus: Points
}

/** Delivery for nothing. */
export interface ExtraFreeDelivery {
  kind: 'free_delivery'
}

/** Money in 分 (hundredths of the brand's one currency). No float goes in or comes out. */
export type Money = number

/** With what an offer does not go together. */
export interface Stacking {
  /** Of all offers that name the same group, one is taken (互斥). */
  groups?: string[]
  /** Whether it is alone. */
  alone?: Alone
}

/** What a tier gives at the till. */
export interface TierStanding {
  /** Which tier. */
  tier_id: TierId
  /** What people call it. */
  name: string
  /** What is left to pay: 10 000 for no discount, 9 500 for 95折. */
  discount: Rate
  /** What multiplies earned points: 10 000 is once. */
  points_multiplier: Rate
}

/**
 * A segment of members; whoever asks for a price says to which the buyer belongs.
 * Text that begins with `seg_`.
 */
export type SegmentId = string

/** A day of every year. */
export interface MonthDay {
  /** 1 to 12. */
  month: number
  /** 1 to 31. */
  day: number
}

/** What clock and calendar show on the wall of a store. */
export interface WallTime {
  /** The calendar date. */
  date: BusinessDate
  /** Minutes since midnight: 0 to 1 439. */
  minute: number
}

/**
 * A place that sells.
 * Text that begins with `sto_`.
 */
export type StoreId = string

/**
 * A group of stores.
 * Text that begins with `reg_`.
 */
export type RegionId = string

/**
 * By which way an order comes in.
 *
 * - `till`: At a till in the store.
 * - `online`: By phone or computer.
 */
export type Channel = 'till' | 'online'

/**
 * What a buyer means to pay with, as far as offers ask.
 *
 * - `cash`: 现金
 * - `card`: A bank card.
 * - `stored_value`: 储值
 * - `wechat`: 微信支付
 * - `alipay`: 支付宝
 */
export type PayWith = 'cash' | 'card' | 'stored_value' | 'wechat' | 'alipay'

/** How points are earned and taken for goods. */
export interface PointsRule {
  /** What is earned. */
  earn: PointsEarn
  /** What happens to a part of a point, once per order. */
  rounding: Rounding
  /** What points pay. */
  offset: PointsOffset
}

/** How what is left to pay is rounded in favour of the buyer (抹零). */
export interface RoundDown {
  /** To whole multiples of this: 10 for 抹分, 100 for 抹角; more than zero, at most 10 000. */
  unit: Money
}

/**
 * A sellable piece of goods.
 * Text that begins with `sku_`.
 */
export type SkuId = string

/**
 * A category of goods.
 * Text that begins with `cat_`.
 */
export type CategoryId = string

/**
 * A product group: goods that the brand has put together for its offers.
 * Text that begins with `ggp_`.
 */
export type GoodsGroupId = string

/** One thing that is picked. */
export type Pick = PickSku | PickCategory | PickGroup

/** One SKU. */
export interface PickSku {
  kind: 'sku'
  id: SkuId
}

/** A category with all that are below it. */
export interface PickCategory {
  kind: 'category'
  id: CategoryId
}

/** A product group. */
export interface PickGroup {
  kind: 'group'
  id: GoodsGroupId
}

/**
 * A rank with benefits.
 * Text that begins with `tir_`.
 */
export type TierId = string

/** A store's business day, `YYYY-MM-DD` outside and in its column. */
export type BusinessDate = string

/**
 * What is counted.
 *
 * - `amount`: Money in 分, on the base of the offer.
 * - `pieces`: Pieces.
 */
export type Measure = 'amount' | 'pieces'

/** A proportion in basis points: 10 000 is the whole. */
export type Rate = number

/** One step of a ladder. */
export interface Step {
  /** From so much on, in 分 or pieces. */
  from: number
  /** What it then gives. */
  gives: StepGives
}

/** Goods of a bundle. */
export interface Part {
  /** Which. */
  goods: Goods
  /** So many pieces. */
  pieces: number
}

/** Points in whole units; never money. */
export type Points = number

/**
 * Whether an offer is alone.
 *
 * - `no`: It goes together with any that share no group with it.
 * - `in_layer`: It is the only one of its layer.
 * - `in_order`: It is the only one of the order.
 */
export type Alone = 'no' | 'in_layer' | 'in_order'

/** So many points for each so much money. */
export interface PointsEarn {
  /** So many points; zero earns nothing. */
  points: number
  /** For each so much paid; more than zero. */
  per: Money
}

/**
 * What happens to a part that is less than one unit.
 *
 * - `down`: Towards zero.
 * - `half_up`: Half away from zero.
 * - `up`: Away from zero.
 */
export type Rounding = 'down' | 'half_up' | 'up'

/** What points pay: `step_points` pay `step_value`, in whole steps, up to `cap` of the total. */
export interface PointsOffset {
  /** Whether points are taken at all. */
  is_on: boolean
  /** Points in one step; more than zero. */
  step_points: Points
  /** What one step pays; more than zero. */
  step_value: Money
  /** The largest part of an order's total that points may pay. */
  cap: Rate
}

/** What a step of a ladder gives. */
export type StepGives = StepGivesAmount | StepGivesPercent

/** So much. */
export interface StepGivesAmount {
  kind: 'amount'
  off: Money
}

/** A part. */
export interface StepGivesPercent {
  kind: 'percent'
  off: Rate
}

/** What is answered to a `QuoteInput`. */
export type QuoteAnswer = QuoteAnswerQuote | QuoteAnswerRefused | QuoteAnswerInvalid

/** What it costs, and why. */
export interface QuoteAnswerQuote {
  quote: Quote
}

/** Why it cannot be priced. */
export interface QuoteAnswerRefused {
  refused: Refused
}

/** Why it cannot be read: a sentence for programmers. */
export interface QuoteAnswerInvalid {
  invalid: string
}

/** What is answered to an offer that is to be checked. */
export type OfferAnswer = OfferAnswerWrong | OfferAnswerInvalid

/** The fields that are wrong: none if the offer makes sense. */
export interface OfferAnswerWrong {
  wrong: FieldError[]
}

/** Why it cannot be read: a sentence for programmers. */
export interface OfferAnswerInvalid {
  invalid: string
}

/** What a basket costs, and why. */
export interface Quote {
  /** One for each line of the basket, in its order. */
  lines: QuotedLine[]
  /** Sum of the lines before discounts. */
  gross: Money
  /** Sum of all discounts on goods, the rounding included. */
  discount: Money
  /** What is to pay for the goods. */
  total: Money
  /** What was rounded off (抹零); part of the discount. */
  rounding: Money
  /** What delivery costs. */
  delivery_fee: Money
  /** What of that is not to pay. */
  delivery_discount: Money
  /** What is given for nothing. */
  gifts: Gift[]
  /** What multiplies earned points, tier and offers together: 10 000 is once. */
  points_multiplier: Rate
  /** Points that offers add to those that are earned. */
  points_bonus: Points
  /** Points that the order earns, the bonus included. What is paid with points earns none. */
  points_earned: Points
  /** The most that points may pay, whatever the balance. */
  points_offset_max: PointsOffsetMax
  /** What became of each offer, in the order of their turns. */
  explanations: Explanation[]
  /** How the best combination was found. */
  search: Search
}

/** Why something cannot be priced; people read the sentence that belongs to the code. */
export interface Refused {
  /** A stable word, such as `pricing.bad_quantity`. */
  code: string
  /** The numbers that belong to it. */
  params: Record<string, unknown>
}

/** One field that is wrong, and what would be right. */
export interface FieldError {
  /** JSON pointer into the body, such as `/lines/0/quantity`; `?name` for a query parameter. */
  pointer: string
  /** A stable word, such as `number.too_small`. */
  code: string
  /** What would be right, such as `{"min": 1}`. */
  params: Record<string, unknown>
}

/** What one line costs. */
export interface QuotedLine {
  /** What. */
  sku_id: SkuId
  /** How many. */
  quantity: number
  /** What one unit costs anybody here. */
  list_price: Money
  /** What one unit costs this buyer before discounts. */
  unit_price: Money
  /** Which price that is. */
  price_source: PriceSource
  /** Quantity times unit price. */
  gross: Money
  /** Sum of the line's shares of discounts and of the rounding. */
  discount: Money
  /** What is to pay for the line. */
  total: Money
  /** The line's share of each discount that touches it. */
  shares: Share[]
  /** The line's share of the rounding. */
  rounding: Money
}

/** Goods that an offer gives for nothing. */
export interface Gift {
  /** Which offer. */
  offer: OfferId
  /** What. */
  sku_id: SkuId
  /** How many. */
  quantity: number
}

/** The most that points may pay. */
export interface PointsOffsetMax {
  /** So many points. */
  points: Points
  /** Pay so much. */
  money: Money
}

/** What became of one offer. */
export interface Explanation {
  /** Which offer. */
  offer: OfferId
  /** In which version. */
  version: number
  /** What people call it. */
  name: string
  /** In which turn it comes. */
  layer: Layer
  /** What became of it. */
  outcome: Outcome
}

/**
 * How the best combination was found. The work is counted in steps, not in time, so that till
 * and server stop at the same place.
 */
export interface Search {
  /** How often an offer was worked out on what others left, or a price on the shelf chosen. */
  nodes: number
  /** Whether it is the best of all; if not, it is the best found within the limit of work. */
  is_best_of_all: boolean
}

/**
 * Which price a line was charged.
 *
 * - `list`: The brand's list price.
 * - `store`: This store's own price.
 * - `member`: The price for members.
 */
export type PriceSource = 'list' | 'store' | 'member'

/** A line's part of one discount. */
export interface Share {
  /** Of which offer. */
  offer: OfferId
  /** How much. */
  amount: Money
}

/** Whether an offer gave something, and if not, why. */
export type Outcome = OutcomeApplied | OutcomeBeatenBy | OutcomeNotEligible

/** It gave something; each line tells its share. */
export interface OutcomeApplied {
  kind: 'applied'
  /** How much off the goods, over all lines; zero if it gives extras only. */
  amount: Money
  /** What it gives beside, but not this time. */
  withheld?: Withheld[]
}

/** It fits, but others were better. */
export interface OutcomeBeatenBy {
  kind: 'beaten_by'
  /** Which others. */
  offers: OfferId[]
  /** In which way. */
  because: Because
  /** How much more would do, where more would do. */
  missing: Missing | null
}

/** It does not fit this order. */
export interface OutcomeNotEligible {
  kind: 'not_eligible'
  /** Why. */
  why: WhyNot
  /** How much more would do, where more would do. */
  missing: Missing | null
}

/** An extra that an offer would give. */
export interface Withheld {
  /** What. */
  extra: Extra
  /** Why it is not given. */
  why: WhyNot
}

/**
 * In which way other offers were better.
 *
 * - `excluded`: They do not go together.
 * - `goods_taken`: They took the pieces that it is about.
 * - `too_little_left`: They left less than it asks for.
 * - `costs_more`: With it, they would give less, and all together would cost more.
 * - `no_better`: With it, they would give less, and all together would cost as much: the way with the better gifts, more points or fewer coupons was taken.
 * - `not_tried`: The search was cut short before it was tried with these, and they were good already.
 */
export type Because =
  | 'excluded'
  | 'goods_taken'
  | 'too_little_left'
  | 'costs_more'
  | 'no_better'
  | 'not_tried'

/** How much more would do. */
export type Missing = MissingPieces | MissingMoney

/** So many more pieces of its goods. */
export interface MissingPieces {
  kind: 'pieces'
  of: number
}

/** Goods for so much more. */
export interface MissingMoney {
  kind: 'money'
  of: Money
}

/**
 * Why an offer does not fit.
 *
 * - `not_usable`: Its rule makes no sense, or another one has its number: it was left out.
 * - `no_goods`: No goods of its own are in the basket.
 * - `too_little`: Goods for too little are in the basket.
 * - `too_few`: Too few pieces are in the basket.
 * - `cheap_already`: Its goods cost no more than it asks.
 * - `member_price_holds`: All its goods have a member price that excludes it.
 * - `other_stores`: Not in this store.
 * - `other_regions`: Not in this region.
 * - `other_channels`: Not by this way.
 * - `members_only`: Only for members.
 * - `other_tiers`: Only for other tiers.
 * - `other_segments`: Only for other segments.
 * - `first_order_only`: Only for a first order.
 * - `not_the_birthday`: Only in the month of the birthday or on the birthday.
 * - `other_days`: Not on this day of the week or of the month.
 * - `other_hours`: Not at this hour.
 * - `other_dates`: Not in these weeks.
 * - `other_payments`: Only when paid another way.
 * - `ruled_out`: Something holds that must not.
 * - `no_stock`: There is no more of the gift.
 * - `budget_spent`: What is left of its budget does not pay for this.
 * - `no_coupons`: The order takes no coupons.
 * - `limit_reached`: It was given as often as it may be.
 * - `no_delivery`: Nothing is delivered.
 * - `no_points`: It multiplies what is not earned.
 */
export type WhyNot =
  | 'not_usable'
  | 'no_goods'
  | 'too_little'
  | 'too_few'
  | 'cheap_already'
  | 'member_price_holds'
  | 'other_stores'
  | 'other_regions'
  | 'other_channels'
  | 'members_only'
  | 'other_tiers'
  | 'other_segments'
  | 'first_order_only'
  | 'not_the_birthday'
  | 'other_days'
  | 'other_hours'
  | 'other_dates'
  | 'other_payments'
  | 'ruled_out'
  | 'no_stock'
  | 'budget_spent'
  | 'no_coupons'
  | 'limit_reached'
  | 'no_delivery'
  | 'no_points'
