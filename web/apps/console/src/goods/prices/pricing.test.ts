import type { Sku } from '@huitong/api'
import { expect, test } from 'vitest'
import {
  CHAIN,
  chainPriceOf,
  isCellChanged,
  isOffChain,
  NO_PRICE,
  type OwnPrice,
  ownPriceOf,
  planOf,
  priceBehind,
  storePriceOf,
  withOwn,
} from './pricing'

const SKU = { id: 'sku_1', version: 5, list_price: 2000, member_price: 1800 } as Sku
const STORE = 'sto_1'
const OWN: OwnPrice = { version: 3, list: 2200, member: 2100 }
const ROW = { sku: SKU, stores: { [STORE]: OWN }, page: {} }

/** `22.00 21.00` are the cells of the list and the member price; `-` is an empty one. */
function cells(typed: string) {
  const [list = '', member = ''] = typed.split(' ').map((text) => (text === '-' ? '' : text))
  return { list, member }
}

function check(own: OwnPrice, typed: string, wanted: string, owner = STORE) {
  const plan = planOf(owner, own, cells(typed))
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
  check(chainPriceOf(SKU), '20 18', 'nothing', CHAIN)
})

test('two empty cells take the store’s own prices away, but never the chain’s', () => {
  check(OWN, '- -', 'remove')
  check(chainPriceOf(SKU), '- -', 'list price.chain_list_required', CHAIN)
  check(chainPriceOf(SKU), '20 -', 'set 2000 -', CHAIN)
})

test('what cannot be a price is told at its cell', () => {
  check(NO_PRICE, '22,x -', 'list form.amount_required')
  check(NO_PRICE, '22 -1', 'member form.amount_required')
  check(OWN, '- 21.00', 'list price.list_first')
  check(NO_PRICE, '20 21', 'member price.member_above_list')
})

test('a cell is changed when it says something else, not when it is written differently', () => {
  expect(isCellChanged(OWN, cells('22 -'), 'list')).toBe(false)
  expect(isCellChanged(OWN, cells('22 -'), 'member')).toBe(true)
  expect(isCellChanged(OWN, cells('x -'), 'list')).toBe(true)
  expect(isCellChanged(NO_PRICE, cells('- -'), 'list')).toBe(false)
})

test('the chain’s member price does not count beside a list price of the store', () => {
  expect(priceBehind(ROW, STORE, cells('- -'), 'member')).toBe(1800)
  expect(priceBehind(ROW, STORE, cells('22 -'), 'member')).toBeNull()
  expect(priceBehind(ROW, CHAIN, cells('- -'), 'list')).toBeNull()
})

test('a store’s cell is marked where the customer pays another price than elsewhere', () => {
  const table: [string, boolean, boolean][] = [
    ['- -', false, false],
    ['20 18', false, false],
    ['22 21', true, true],
    ['20 -', false, true],
    ['x -', false, true],
  ]
  for (const [typed, list, member] of table) {
    expect(isOffChain(ROW, STORE, cells(typed), 'list'), typed).toBe(list)
    expect(isOffChain(ROW, STORE, cells(typed), 'member'), typed).toBe(member)
  }
  expect(isOffChain(ROW, CHAIN, cells('22 21'), 'list')).toBe(false)
})

test('a store without prices of its own shows those of the chain as not its own', () => {
  const at_store = { store_id: STORE, list_price: 2000, price_version: 0 }
  expect(storePriceOf({ ...SKU, at_store })).toEqual(NO_PRICE)
  expect(storePriceOf({ ...SKU, at_store: { ...at_store, price_version: 1 } })).toEqual({
    version: 1,
    list: 2000,
    member: null,
  })
})

test('what was saved stands in the row, the chain’s prices behind the stores’ too', () => {
  expect(withOwn(ROW, 'sto_2', NO_PRICE).stores).toEqual({ [STORE]: OWN, sto_2: NO_PRICE })
  const dearer = withOwn(ROW, CHAIN, { version: 6, list: 2500, member: null })
  expect(ownPriceOf(dearer, CHAIN)).toEqual({ version: 6, list: 2500, member: null })
  expect(priceBehind(dearer, 'sto_2', cells('- -'), 'list')).toBe(2500)
  expect(ownPriceOf(ROW, 'sto_2')).toBeUndefined()
})
