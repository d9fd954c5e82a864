import type { Receipt } from '@huitong/api'
import { expect, test } from 'vitest'
import { nextSale, saleAtHand } from './atHand'

function memory(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage
}

const receipt = { order_id: 'ord_1', receipt_code: 'ABCD2345' } as Receipt
const done = { receipt, received: 2000, change: 100 }

test('the next sale takes over nothing but store and till', () => {
  const sale = { storeId: 'sto_1', tillId: 'til_1', memberId: 'mem_1', guideId: 'stf_1', done }
  expect(nextSale(sale)).toEqual({ storeId: 'sto_1', tillId: 'til_1', lines: [], typed: {} })
})

test('a sale that is settled after the page was left is known as settled', () => {
  const atHand = saleAtHand(memory(), 'stf_1')
  const leave = atHand.subscribe(() => {})
  atHand.put((sale) => ({ ...sale, memberId: 'mem_1' }))
  leave()
  atHand.put((sale) => ({ ...sale, done }))
  expect(atHand.read()).toMatchObject({ memberId: 'mem_1', done: { change: 100 } })
})

test('the code of a receipt is shown, but not kept', () => {
  const store = memory()
  const atHand = saleAtHand(store, 'stf_2')
  atHand.subscribe(() => {})
  atHand.put((sale) => ({ ...sale, done }))
  expect(atHand.read().done?.receipt.receipt_code).toBe('ABCD2345')
  expect(store.getItem('huitong.sale.stf_2')).not.toContain('ABCD2345')
})
