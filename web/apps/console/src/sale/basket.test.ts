import type { Sku } from '@huitong/api'
import { expect, test } from 'vitest'
import { type BasketLine, itemsOf, withoutSku, withQuantity, withSku } from './basket'

const sku = (id: string, goods_name: string, name = '') =>
  ({ id, code: id.toUpperCase(), goods_name, name }) as Sku

const latte = sku('latte', '拿铁', '大杯')
const bagel = sku('bagel', '贝果')

test('what is scanned twice is one line of two', () => {
  const lines = [latte, bagel, latte].reduce<BasketLine[]>(withSku, [])
  expect(lines.map(({ name, quantity }) => [name, quantity])).toEqual([
    ['贝果', 1],
    ['拿铁 大杯', 2],
  ])
  expect(itemsOf(lines)).toEqual([
    { sku_id: 'bagel', quantity: 1 },
    { sku_id: 'latte', quantity: 2 },
  ])
})

test('a quantity is whole and at least one', () => {
  const lines = withSku([], latte)
  const quantity = (typed: number) => withQuantity(lines, 'latte', typed)[0]?.quantity
  expect(quantity(3)).toBe(3)
  expect(quantity(0)).toBe(1)
  expect(quantity(2.6)).toBe(3)
  expect(quantity(9_999_999)).toBe(1_000_000)
})

test('a line is taken away', () => {
  expect(withoutSku(withSku(withSku([], latte), bagel), 'latte')).toHaveLength(1)
})
