import { expect, test } from 'vitest'
import { askedOf } from './useSale'

const SALE = { storeId: 'sto_1', memberId: 'mem_1', lines: [], typed: {} }

test('a basket is priced with the coupons that are used, and with no others', () => {
  const used = [{ id: 'cpn_1', name: '五元券' }]
  expect(askedOf({ ...SALE, coupons: used }).coupons).toEqual(['cpn_1'])
  expect(askedOf(SALE).coupons).toEqual([])
})
