import type { Sku } from '@huitong/api'
import { expect, test } from 'vitest'
import { isCellChanged, NO_PRICE, type OwnPrice, planOf, priceBehind, rowOf } from './pricing'

const SKU = { list_price: 2000, member_price: 1800 } as Sku
const OWN: OwnPrice = { version: 3, list: 2200, member: 2100 }

/** `22.00 21.00` are the cells of the list and the member price; `-` is an empty one. */
function check(own: OwnPrice, typed: string, wanted: string) {
  const [list = '', member = ''] = typed.split(' ').map((text) => (text === '-' ? '' : text))
  const plan = planOf({ sku: SKU, own }, { list, member })
  const told =
    plan.kind === 'set'
      ? `set ${plan.body.list_price} ${plan.body.member_price ?? '-'}`
      : plan.kind === 'wrong'
        ? `${plan.cell} ${plan.word}`
        : plan.kind
  expect(told, typed).toBe(wanted)
}

test('what is typed becomes the store’s own prices', () => {
  check(NO_PRICE, '22 -', 'set 2200 -')
  check(NO_PRICE, '22 21.5', 'set 2200 2150')
  check(OWN, '23.00 21.00', 'set 2300 2100')
  check(OWN, '22.00 -', 'set 2200 -')
})

test('the same prices are nothing to save, however they are written', () => {
  check(NO_PRICE, '- -', 'nothing')
  check(OWN, '22.00 21.00', 'nothing')
  check(OWN, '22 21.0', 'nothing')
})

test('two empty cells take the store’s own prices away', () => {
  check(OWN, '- -', 'remove')
})

test('what cannot be a price is told at its cell', () => {
  check(NO_PRICE, '22,x -', 'list form.amount_required')
  check(NO_PRICE, '22 -1', 'member form.amount_required')
  check(OWN, '- 21.00', 'list price.list_first')
  check(NO_PRICE, '20 21', 'member price.member_above_list')
})

test('a cell is changed when it says something else, not when it is written differently', () => {
  const row = { sku: SKU, own: OWN }
  expect(isCellChanged(row, { list: '22', member: '' }, 'list')).toBe(false)
  expect(isCellChanged(row, { list: '22', member: '' }, 'member')).toBe(true)
  expect(isCellChanged(row, { list: 'x', member: '' }, 'list')).toBe(true)
  expect(isCellChanged({ sku: SKU, own: NO_PRICE }, { list: '', member: '' }, 'list')).toBe(false)
})

test('the chain’s member price does not count beside a list price of the store', () => {
  const row = { sku: SKU, own: NO_PRICE }
  expect(priceBehind(row, { list: '', member: '' }, 'member')).toBe(1800)
  expect(priceBehind(row, { list: '22', member: '' }, 'member')).toBeNull()
})

test('a store without prices of its own shows those of the chain as not its own', () => {
  const at_store = { store_id: 'sto_1', list_price: 2000, price_version: 0 }
  expect(rowOf({ ...SKU, at_store }).own).toEqual(NO_PRICE)
  expect(rowOf({ ...SKU, at_store: { ...at_store, price_version: 1 } }).own).toEqual({
    version: 1,
    list: 2000,
    member: null,
  })
})
