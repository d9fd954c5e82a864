import { expect, test } from 'vitest'
import en from '../en.json' with { type: 'json' }
import zh from '../zh.json' with { type: 'json' }
import { FIELD_CODES } from './field_codes'
import { PROBLEM_CODES } from './problem_codes'
import { hasWords, loadWords, translate, translateCode } from './words'

test('English is Chinese until it is at hand', async () => {
  expect(hasWords('en')).toBe(false)
  expect(translate('en', 'act.edit')).toBe(translate('zh', 'act.edit'))
  await loadWords('en')
  expect(hasWords('en')).toBe(true)
  expect(translate('en', 'act.edit')).toBe(en['act.edit'])
})

const placeholders = (sentence: string) => [...sentence.matchAll(/\{(\w+)/g)].map(([, x]) => x)

test('both languages have the same keys, in the same order', () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh))
  expect(Object.keys(zh)).toEqual(Object.keys(zh).toSorted())
})

test('both languages fill in the same numbers, and no sentence is empty', () => {
  for (const [key, chinese] of Object.entries(zh)) {
    const english = en[key as keyof typeof en]
    expect(placeholders(english).sort(), key).toEqual(placeholders(chinese).sort())
    expect(chinese.trim() && english.trim(), key).not.toBe('')
  }
})

test('Chinese sentences have the marks of Chinese', () => {
  const wrong = Object.entries(zh).filter(([, chinese]) => /[\u4e00-\u9fff}][,;!?]/.test(chinese))
  expect(wrong).toEqual([])
})

test('no sentence is left for a problem that no longer exists', () => {
  const known = PROBLEM_CODES.map((code) => `problem.${code}`)
  const written = Object.keys(zh).filter((key) => key.startsWith('problem.'))
  expect(written.toSorted()).toEqual(known.toSorted())
})

test('no sentence is left for a field code that no longer exists', () => {
  const known = FIELD_CODES.map((code) => `field.${code}`)
  const written = Object.keys(zh).filter((key) => key.startsWith('field.'))
  expect(written.toSorted()).toEqual(known.toSorted())
})

test('money, counts and codes are written as people read them', () => {
  expect(translate('zh', 'order.title', { order_no: 'A1' })).toBe('订单 A1')
  expect(translate('en', 'problem.checkout.price_changed', { quoted: 5, now: 123450 })).toBe(
    'The price changed from 0.05 to 1,234.50',
  )
  const short = { available: 1200, required: 3000 }
  const key = 'problem.ledger.insufficient_balance'
  expect(translate('zh', key, { asset: 'points', ...short })).toBe(
    '积分不足：可用 1,200，需要 3,000',
  )
  expect(translate('zh', key, { asset: 'bonus', ...short })).toBe(
    '储值赠金不足：可用 12.00，需要 30.00',
  )
})

test('a missing number stays visible, an unknown code too', () => {
  expect(translate('zh', 'order.title')).toBe('订单 {order_no}')
  expect(translateCode('zh', 'tender', 'barter')).toBe('barter')
})
