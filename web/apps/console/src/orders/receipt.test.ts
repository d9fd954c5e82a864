import type { Order, Receipt } from '@huitong/api'
import { expect, test } from 'vitest'
import { receiptOfOrder, receiptOfSale } from './receipt'

const line = { line_id: 'l', name: '拿铁', quantity: 2, unit_price: 1800, gross: 3600, discount: 0 }
const tender = { tender_id: 't', kind: 'cash', amount: 3600, points: 0 }

test('a new receipt says what was handed over, what is held now, and the return code', () => {
  const receipt = {
    order_no: '1',
    lines: [line, { ...line, line_id: 'm', quantity: 1 }],
    tenders: [tender],
    balances: { points: 9, principal: 0, bonus: 0 },
    receipt_code: 'ABCD2345',
  } as unknown as Receipt
  const at = {
    storeName: '徐汇店',
    tillId: undefined,
    guideId: undefined,
    cashierName: '王',
    received: 5000,
    change: 1400,
  }
  const shown = receiptOfSale(receipt, at)
  expect(shown.units).toBe(3)
  expect(shown.cash).toEqual({ received: 5000, change: 1400 })
  expect(shown.code).toBe('ABCD2345')
  expect(shown.isReprint).toBe(false)
  expect(receiptOfSale(receipt, { ...at, received: 0 }).cash).toBeUndefined()
})

test('a reprint says so, and what came back since', () => {
  const order = {
    order_no: '1',
    lines: [{ ...line, returned_quantity: 1 }],
    tenders: [tender],
    settled_by: 'stf_1',
    returned_total: 1800,
  } as unknown as Order
  const shown = receiptOfOrder(order)
  expect(shown.isReprint).toBe(true)
  expect(shown.lines[0]?.returned).toBe(1)
  expect(shown.cashier).toEqual({ id: 'stf_1' })
  expect(shown.code).toBeUndefined()
})
