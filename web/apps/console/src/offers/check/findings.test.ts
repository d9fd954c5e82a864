import type { OfferFinding } from '@huitong/api'
import { translate, type WordKey } from '@huitong/words'
import { expect, test } from 'vitest'
import { marginOf, sayFinding, warningsIn } from './findings'

const words = {
  t: (key: WordKey, params?: Record<string, string | number | undefined>) =>
    translate('zh', key, params as never),
} as Parameters<typeof sayFinding>[0]

const finding = (code: OfferFinding['code'], more: Partial<OfferFinding> = {}): OfferFinding => ({
  code,
  severity: 'warning',
  offers: [],
  skus: 0,
  examples: [],
  ...more,
})

test('a finding says what it means and what to do', () => {
  const told = sayFinding(words, finding('negative_margin', { skus: 1_200 }))
  expect(told.title).toBe('低于成本')
  expect(told.means).toContain('1,200 个规格')
  expect(told.advice).not.toBe('')
})

test('that nobody can have it is told with the reason', () => {
  const reasons = ['no_goods', 'over', 'no_place_or_tier', 'no_day', 'contradiction', 'used_up']
  const told = reasons.map((nobody) =>
    sayFinding(words, finding('dead', { nobody: nobody as OfferFinding['nobody'] & string })),
  )
  expect(new Set(told.map(({ means }) => means)).size).toBe(reasons.length)
  expect(told.every(({ means }) => !means.includes('finding.'))).toBe(true)
})

test('every other kind has words', () => {
  for (const code of ['shadowed', 'overlapping_exclusives', 'unbounded'] as const) {
    const told = sayFinding(words, finding(code, { offers: ['ofr_1', 'ofr_2'], skus: 3 }))
    expect(Object.values(told).join(' '), code).not.toMatch(/finding\.|\{/)
  }
})

test('what is lost is told only where the cost is known', () => {
  const example = { sku_id: 'sku_1', code: '1', name: 'x', quantity: 3, total: 1_000 }
  expect(marginOf({ ...example, cost_price: 400 })).toBe(-200)
  expect(marginOf(example)).toBeUndefined()
})

test('only warnings are counted before publishing', () => {
  const info = finding('unbounded', { severity: 'info' })
  expect(warningsIn([finding('dead', { nobody: 'over' }), info])).toBe(1)
})
