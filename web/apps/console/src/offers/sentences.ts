// What an offer says, as a shopkeeper would tell it: the rule first, then who, when and where, then
// with what it does not go together. Pure: names come from whoever asks.

import type {
  GoodsChoice,
  GoodsPick,
  OfferCondition,
  OfferEffect,
  OfferExtra,
  OfferTerms,
} from '@huitong/api'
import { formatCount, formatMoney, type WordKey } from '@huitong/words'
import type { Words } from '@huitong/words/react'
import { sayPeriod } from './period'

/** How what is named by its id is called. */
export interface Names {
  store: (id: string) => string
  region: (id: string) => string
  tier: (id: string) => string
  pick: (pick: GoodsPick) => string
  sku: (id: string) => string
  time: (moment: string) => string
}

type Saying = Pick<Words, 't' | 'code' | 'lang'>

const NAMED_MAX = 3

/** `300.00` is said as 300. */
export function yuan(fen: number): string {
  return formatMoney(fen).replace(/\.00$/, '')
}

/** 500 off is 9.5折 and 5% off; 5000 is 半价. */
export function sayOff({ t, lang }: Pick<Saying, 't' | 'lang'>, off: number): string {
  if (off === 10_000) return t('say.free')
  if (off === 5_000) return t('say.half')
  return lang === 'zh' ? `${(10_000 - off) / 1_000}折` : `${off / 100}% off`
}

/** All that the terms say, a sentence each. */
export function sentences(words: Saying, terms: OfferTerms, names: Names): string[] {
  const { t } = words
  const { rule, coupon, schedule } = terms
  const said = [
    ...(rule.effect ? [sayEffect(words, rule.effect, rule.goods ?? {}, names)] : []),
    ...(rule.extras ?? []).map((extra) => sayExtra(words, extra, names)),
    ...(coupon?.used === 'alone' ? [t('say.service')] : []),
    ...(rule.reach ? [sayReach(words, rule.reach, names)] : []),
    ...(!rule.effect && hasGoods(rule.goods) ? [sayGoods(words, rule.goods ?? {}, names)] : []),
    ...(rule.condition ? sayCondition(words, rule.condition, names) : []),
    ...sayCaps(words, terms),
    ...sayStacking(words, terms),
    ...(schedule?.starts_at || schedule?.ends_at
      ? [t('say.runs', { period: sayPeriod(words, schedule, names.time) })]
      : []),
    ...sayCoupon(words, terms, names),
  ]
  return said.map((one) => one.charAt(0).toUpperCase() + one.slice(1))
}

function hasGoods(goods: GoodsChoice | undefined): boolean {
  return (goods?.include?.length ?? 0) + (goods?.exclude?.length ?? 0) > 0
}

export function sayGoods({ t }: Saying, goods: GoodsChoice, names: Names): string {
  const include = goods.include ?? []
  const exclude = goods.exclude ?? []
  const list = include.length === 0 ? t('say.all_goods') : few(t, include.map(names.pick))
  if (exclude.length === 0) return list
  return t('say.without', { goods: list, names: few(t, exclude.map(names.pick)) })
}

/** The first few of a list, and how many there are. */
function few(t: Saying['t'], names: readonly string[]): string {
  const comma = t('word.list_comma')
  if (names.length <= NAMED_MAX) return names.join(comma)
  return t('say.and_more', {
    names: names.slice(0, NAMED_MAX).join(comma),
    count: formatCount(names.length),
  })
}

function sayReach(
  words: Saying,
  reach: NonNullable<OfferTerms['rule']['reach']>,
  names: Names,
): string {
  const { t } = words
  const least = measured(words, reach.kind, reach.at_least)
  if (!reach.goods) return t('say.reach', { least })
  return t('say.reach_goods', { goods: sayGoods(words, reach.goods, names), least })
}

function measured({ t }: Saying, by: 'amount' | 'pieces', count: number): string {
  return by === 'amount' ? yuan(count) : t('say.pieces', { count: formatCount(count) })
}

export function sayEffect(
  words: Saying,
  effect: OfferEffect,
  choice: GoodsChoice,
  names: Names,
): string {
  const { t } = words
  const goods = sayGoods(words, choice, names)
  const part = (one: { goods: GoodsChoice; pieces: number }) =>
    t('say.part', { goods: sayGoods(words, one.goods, names), count: one.pieces })
  switch (effect.kind) {
    case 'percent_off':
      return t('say.percent_off', { goods, off: sayOff(words, effect.off) })
    case 'amount_off':
      return t('say.amount_off', { goods, amount: yuan(effect.amount) })
    case 'each_off':
      return t('say.each_off', { goods, amount: yuan(effect.amount) })
    case 'set_price':
      return t('say.set_price', { goods, amount: yuan(effect.price) })
    case 'member_price':
      return t('say.member_price', { goods })
    case 'ladder': {
      const steps = effect.steps.map(({ from, gives }) =>
        gives.kind === 'amount'
          ? t('say.step_amount', { from: measured(words, effect.by, from), off: yuan(gives.off) })
          : t('say.step_percent', {
              from: measured(words, effect.by, from),
              off: sayOff(words, gives.off),
            }),
      )
      const isAll = !hasGoods(choice) && words.lang === 'zh'
      const list = steps.join(t('word.list_comma'))
      return isAll ? list : t('say.ladder', { goods, steps: list })
    }
    case 'every_full':
      return t('say.every_full', {
        goods: hasGoods(choice) || words.lang === 'en' ? goods : '',
        every: measured(words, effect.by, effect.every),
        off: yuan(effect.off),
      })
    case 'nth_item':
      return t('say.nth_item', { goods, nth: effect.nth, off: sayOff(words, effect.off) })
    case 'cheapest_free':
      return t('say.cheapest_free', { goods, out_of: effect.out_of, free: effect.free })
    case 'bundle': {
      const [only] = effect.parts
      if (only && effect.parts.length === 1) {
        const any = hasGoods(only.goods) ? only.goods : choice
        return t('say.bundle_any', {
          goods: sayGoods(words, any, names),
          price: yuan(effect.price),
          count: only.pieces,
        })
      }
      return t('say.bundle', {
        parts: effect.parts.map(part).join(' + '),
        price: yuan(effect.price),
      })
    }
    case 'buy_get': {
      const [bought, got] = effect.parts
      if (!bought || !got) return goods
      return t('say.buy_get', {
        bought: part(bought),
        got: part(got),
        off: sayOff(words, effect.off),
      })
    }
  }
}

function sayExtra({ t }: Saying, extra: OfferExtra, names: Names): string {
  switch (extra.kind) {
    case 'gift':
      return t(extra.repeats ? 'say.gift_each' : 'say.gift', {
        name: names.sku(extra.sku_id),
        count: extra.quantity,
      })
    case 'points': {
      const said = [
        ...(extra.multiplier === 10_000
          ? []
          : [t('say.points_times', { times: extra.multiplier / 10_000 })]),
        ...(extra.bonus > 0 ? [t('say.points_bonus', { points: formatCount(extra.bonus) })] : []),
      ]
      return said.join(t('word.list_comma'))
    }
    case 'free_delivery':
      return t('say.free_delivery')
  }
}

/** Of conditions that must all hold, a sentence each. */
export function sayCondition(words: Saying, condition: OfferCondition, names: Names): string[] {
  const { t, code } = words
  const list = (texts: readonly string[]) => few(t, texts)
  const either = (texts: readonly string[]) => texts.join(t('word.list_comma'))
  const inner = (one: OfferCondition) => sayCondition(words, one, names).join(t('word.list_comma'))
  switch (condition.kind) {
    case 'all':
      return condition.of.flatMap((one) => sayCondition(words, one, names))
    case 'any':
      return [t('say.any', { list: condition.of.map(inner).join(t('say.or')) })]
    case 'not':
      return [t('say.not', { what: inner(condition.of) })]
    case 'pieces':
      return [
        t('say.has_pieces', {
          goods: sayGoods(words, condition.goods, names),
          count: formatCount(condition.at_least),
        }),
      ]
    case 'amount':
      return [
        t('say.has_amount', {
          goods: sayGoods(words, condition.goods, names),
          amount: yuan(condition.at_least),
        }),
      ]
    case 'store':
      return [t('say.store', { names: list(condition.any_of.map(names.store)) })]
    case 'region':
      return [t('say.region', { names: list(condition.any_of.map(names.region)) })]
    case 'channel':
      return [
        t('say.channel', { names: list(condition.any_of.map((one) => code('sold_by', one))) }),
      ]
    case 'tier':
      return [t('say.tier', { names: list(condition.any_of.map(names.tier)) })]
    case 'weekdays':
      return [t('say.weekdays', { names: either(condition.any_of.map((day) => t(weekday(day)))) })]
    case 'month_days':
      return [t('say.month_days', { names: either(condition.any_of.map(String)) })]
    case 'hours':
      return [t('say.hours', { from: clock(condition.from), to: clock(condition.to) })]
    case 'dates':
      return [t('say.dates', { from: condition.from, to: condition.to })]
    case 'payment':
      return [
        t('say.payment', { names: list(condition.any_of.map((one) => code('pay_with', one))) }),
      ]
    case 'member':
    case 'segment':
    case 'first_order':
    case 'birthday':
    case 'birthday_month':
      return [t(`say.${condition.kind}`)]
  }
}

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

/** 1 is Monday. */
export function weekday(day: number): WordKey {
  return `weekday.${WEEKDAYS[day - 1] ?? 'monday'}`
}

/** 570 minutes are 09:30. */
export function clock(minutes: number): string {
  const two = (count: number) => String(count).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function sayCaps({ t }: Saying, { rule }: OfferTerms): string[] {
  const { times_max, amount_max, base } = rule
  return [
    ...(times_max ? [t('say.times_max', { count: formatCount(times_max) })] : []),
    ...(amount_max ? [t('say.amount_max', { amount: yuan(amount_max) })] : []),
    ...(base === 'original' ? [t('say.original')] : []),
  ]
}

function sayStacking({ t }: Saying, { rule: { stacking } }: OfferTerms): string[] {
  const { alone = 'no', groups = [] } = stacking ?? {}
  return [
    ...(alone === 'no' ? [] : [t(`say.alone_${alone}`)]),
    ...(groups.length > 0 ? [t('say.groups', { names: groups.join(t('word.list_comma')) })] : []),
  ]
}

function sayCoupon({ t }: Saying, { coupon }: OfferTerms, names: Names): string[] {
  if (!coupon) return []
  const { validity, is_giveable, used, on_return } = coupon
  return [
    sayValidity({ t }, validity, names),
    ...(is_giveable ? [t('say.giveable')] : []),
    ...(used === 'alone' ? [] : [t(on_return === 'keep' ? 'say.keep' : 'say.give_back')]),
  ]
}

function sayValidity(
  { t }: Pick<Saying, 't'>,
  validity: NonNullable<OfferTerms['coupon']>['validity'],
  names: Pick<Names, 'time'>,
): string {
  if (validity.kind === 'fixed') {
    return t('say.good_fixed', { from: names.time(validity.from), to: names.time(validity.until) })
  }
  const { after = 0, days } = validity
  return after > 0 ? t('say.good_later', { after, days }) : t('say.good_days', { days })
}
