import { ProblemError } from '@huitong/api'
import { expect, test } from 'vitest'
import { placeOf } from './refusals'

const refusal = (code: string, params: Record<string, unknown> = {}) =>
  new ProblemError(422, code, '', params, [], undefined)

test('a refusal is told where it can be mended', () => {
  expect(placeOf(refusal('retail.stock_short', { sku_id: 'sku_1' }))).toEqual({
    at: 'line',
    skuId: 'sku_1',
  })
  expect(placeOf(refusal('checkout.member_frozen'))).toEqual({ at: 'member' })
  expect(placeOf(refusal('ledger.insufficient_balance', { asset: 'bonus' }))).toEqual({
    at: 'tender',
    kind: 'stored_value',
  })
  expect(placeOf(refusal('ledger.insufficient_balance', { asset: 'points' }))).toEqual({
    at: 'tender',
    kind: 'points',
  })
  expect(placeOf(refusal('checkout.store_closed'))).toEqual({ at: 'store' })
})

test('what is about nothing of that is told beside the button', () => {
  expect(placeOf(refusal('database.unavailable'))).toEqual({ at: 'sale' })
  expect(placeOf(refusal('retail.stock_short'))).toEqual({ at: 'sale' })
  expect(placeOf(new Error('x'))).toEqual({ at: 'sale' })
})
