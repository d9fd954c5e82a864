import type { OfferRule, OfferTerms } from '@huitong/api'
import { type Lang, loadWords, translate, translateCode } from '@huitong/words'
import { beforeAll, expect, test } from 'vitest'
import { clock, type Names, sayOff, sentences, yuan } from './sentences'

beforeAll(() => loadWords('en'))

const words = (lang: Lang) => ({
  lang,
  t: (key: Parameters<typeof translate>[1], params?: Parameters<typeof translate>[2]) =>
    translate(lang, key, params),
  code: (group: string, code: string) => translateCode(lang, group, code),
})
const names: Names = {
  store: (id) => `店${id}`,
  region: (id) => `区${id}`,
  tier: (id) => `级${id}`,
  pick: ({ id }) => `货${id}`,
  sku: (id) => `货${id}`,
  time: (moment) => moment.slice(0, 10),
}

const terms = (rule: Partial<OfferRule>, rest: Partial<OfferTerms> = {}): OfferTerms => ({
  name: 'x',
  rule: { layer: 'order_promotion', ...rule },
  ...rest,
})
const said = (lang: Lang, rule: Partial<OfferRule>, rest?: Partial<OfferTerms>) =>
  sentences(words(lang), terms(rule, rest), names)

const LADDER: OfferRule['effect'] = {
  kind: 'ladder',
  by: 'amount',
  steps: [
    { from: 10_000, gives: { kind: 'amount', off: 1_000 } },
    { from: 30_000, gives: { kind: 'amount', off: 5_000 } },
  ],
}

test('a rule is told like a shopkeeper tells it', () => {
  const rule: Partial<OfferRule> = {
    effect: LADDER,
    goods: { exclude: [{ kind: 'sku', id: '1' }] },
    condition: {
      kind: 'all',
      of: [
        { kind: 'tier', any_of: ['金'] },
        { kind: 'store', any_of: ['1', '2', '3', '4'] },
        { kind: 'month_days', any_of: [8, 18] },
        { kind: 'hours', from: 570, to: 1_320 },
      ],
    },
    stacking: { alone: 'in_order', groups: ['满减'] },
    amount_max: 8_000,
  }
  expect(said('zh', rule)).toEqual([
    '全部商品（货1除外）满100减10、满300减50',
    '仅限级金',
    '仅限门店：店1、店2、店3等 4 项',
    '每月 8、18 日',
    '每天 09:30 至 22:00',
    '每单最多优惠 80 元',
    '不与其他优惠同享',
    '与互斥组“满减”的其他优惠只享一项',
  ])
  expect(said('en', rule)[0]).toBe('10 off from 100, 50 off from 300, on all goods except 货1')
})

test('a ladder of everything needs no goods to be named', () => {
  expect(said('zh', { effect: LADDER })).toEqual(['满100减10、满300减50'])
})

test('every kind of effect has its sentence in both languages', () => {
  const some = { include: [{ kind: 'sku' as const, id: 'A' }] }
  const effects: [NonNullable<OfferRule['effect']>, string, string][] = [
    [{ kind: 'percent_off', off: 500 }, '全部商品9.5折', '5% off on all goods'],
    [{ kind: 'amount_off', amount: 1_050 }, '全部商品立减 10.50 元', '10.50 off all goods'],
    [{ kind: 'each_off', amount: 300 }, '全部商品每件直降 3 元', '3 off each piece of all goods'],
    [{ kind: 'set_price', price: 990 }, '全部商品特价每件 9.90 元', 'All goods at 9.90 a piece'],
    [
      { kind: 'member_price' },
      '全部商品人人享会员价',
      'Everybody pays the member price for all goods',
    ],
    [
      { kind: 'every_full', by: 'pieces', every: 3, off: 1_000 },
      '每满3件减10',
      '10 off for each 3 pieces of all goods',
    ],
    [
      { kind: 'nth_item', nth: 2, off: 5_000 },
      '全部商品第2件半价',
      'Piece 2 of all goods: half price',
    ],
    [
      { kind: 'cheapest_free', out_of: 3, free: 1 },
      '全部商品每 3 件免最便宜的 1 件',
      'Of each 3 of all goods the cheapest 1 for free',
    ],
    [
      { kind: 'bundle', parts: [{ goods: some, pieces: 3 }], price: 9_900 },
      '货A99 元任选 3 件',
      'Any 3 of 货A for 99',
    ],
    [
      {
        kind: 'buy_get',
        parts: [
          { goods: some, pieces: 2 },
          { goods: {}, pieces: 1 },
        ],
        off: 10_000,
      },
      '买货A × 2，全部商品 × 1免费',
      'Buy 2 × 货A, then 1 × all goods: free',
    ],
  ]
  for (const [effect, zh, en] of effects) {
    expect([said('zh', { effect })[0], said('en', { effect })[0]]).toEqual([zh, en])
  }
})

test('gifts that repeat and goods that only count are told', () => {
  const goods = { include: [{ kind: 'sku' as const, id: 'A' }] }
  expect(
    said('zh', {
      extras: [{ kind: 'gift', sku_id: 'G', quantity: 1, worth: 100, in_stock: 5, repeats: true }],
      reach: { kind: 'pieces', at_least: 3, goods },
    }),
  ).toEqual(['每满一次赠货G × 1', '货A满3件可用'])
})

test('extras, trees and coupons are told too', () => {
  expect(
    said('zh', {
      extras: [
        { kind: 'points', multiplier: 20_000, bonus: 100 },
        { kind: 'free_delivery' },
        { kind: 'gift', sku_id: 'G', quantity: 1, worth: 100, in_stock: 5 },
      ],
      condition: {
        kind: 'any',
        of: [{ kind: 'birthday' }, { kind: 'not', of: { kind: 'weekdays', any_of: [6, 7] } }],
      },
    }),
  ).toEqual([
    '2 倍积分、另赠 100 积分',
    '包邮',
    '赠货G × 1',
    '满足其一：仅限会员生日当天；或以下除外：仅限周六、周日',
  ])
  const coupon = { validity: { kind: 'days' as const, days: 30 }, is_giveable: true }
  expect(said('zh', { layer: 'coupon', effect: LADDER }, { coupon })).toEqual([
    '满100减10、满300减50',
    '领取后 30 天内有效',
    '可转赠',
    '整单退货后券退回',
  ])
})

test('amounts, parts and times are short', () => {
  expect([yuan(30_000), yuan(1_050), clock(0), clock(1_439)]).toEqual([
    '300',
    '10.50',
    '00:00',
    '23:59',
  ])
  expect([sayOff(words('zh'), 1_200), sayOff(words('en'), 1_200)]).toEqual(['8.8折', '12% off'])
})
