import { expect, test } from 'vitest'
import {
  EMPTY_SKU,
  priceOf,
  tidyBarcodes,
  tidyPrice,
  toCreateSku,
  toEditSku,
  wrongBarcode,
} from './sku'

test('only an amount that somebody can be asked is a price', () => {
  expect(priceOf('1,200.5')).toBe(120_050)
  expect(priceOf('0')).toBe(0)
  for (const text of ['', '-1', '12.345', 'abc']) expect(priceOf(text), text).toBeUndefined()
})

test('a price is written as one, and what is none as it was typed', () => {
  expect(['12.5', '1000', ' 3 ', 'x', ''].map(tidyPrice)).toEqual([
    '12.50',
    '1,000.00',
    '3.00',
    'x',
    '',
  ])
})

test('an empty member price is none, not zero', () => {
  const typed = { ...EMPTY_SKU, code: ' A-1 ', list_price: '18' }
  expect(toCreateSku(typed)).toMatchObject({ code: 'A-1', list_price: 1800, member_price: null })
  expect(toCreateSku({ ...typed, member_price: '0' })).toMatchObject({ member_price: 0 })
})

test('an edit says only what changed, and null for what was emptied', () => {
  expect(toEditSku({})).toEqual({})
  expect(toEditSku({ member_price: null })).toEqual({ member_price: null })
  expect(toEditSku({ name: null, list_price: '20.00', keeps_stock: false })).toEqual({
    name: '',
    list_price: 2000,
    keeps_stock: false,
  })
  expect(toEditSku({ barcodes: [] })).toEqual({ barcodes: [] })
})

test('what a scanner sends is kept once and without its blanks', () => {
  expect(tidyBarcodes([' 6901234567892', '6901234567892 ', ' '])).toEqual(['6901234567892'])
})

test('a barcode is at least four visible ASCII characters', () => {
  expect(wrongBarcode(['6901234567892', 'AB-1'])).toBeUndefined()
  expect(wrongBarcode(['6901234567892', '123'])).toBe('123')
  expect(wrongBarcode(['条码条码'])).toBe('条码条码')
})
