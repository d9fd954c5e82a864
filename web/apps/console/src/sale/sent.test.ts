import type { OrderToSettle } from '@huitong/api'
import { expect, test } from 'vitest'
import { sentPlace } from './sent'

function memory(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage
}

const sale = (expected_total: number): OrderToSettle => ({
  store_id: 'sto_1',
  lines: [{ sku_id: 'sku_1', quantity: 1 }],
  tenders: [],
  expected_total,
})

test('the same sale is sent again under the same key, also after a reload', () => {
  const store = memory()
  sentPlace(store, 'stf_1').keep({ body: sale(100), key: 'k', change: 0 })
  const later = sentPlace(store, 'stf_1')
  expect(later.keyOf(sale(100))).toBe('k')
  expect(later.keyOf(sale(90))).toBeUndefined()
  later.forget()
  expect(later.read()).toBeUndefined()
  expect(later.keyOf(sale(100))).toBeUndefined()
})

test('colleagues at one desk do not see the sales of one another', () => {
  const store = memory()
  sentPlace(store, 'stf_1').keep({ body: sale(100), key: 'k', change: 0 })
  expect(sentPlace(store, 'stf_2').read()).toBeUndefined()
})

test('what is no sale is forgotten', () => {
  const store = memory()
  store.setItem('huitong.sale_sent.stf_1', '{"key":1}')
  expect(sentPlace(store, 'stf_1').read()).toBeUndefined()
})
