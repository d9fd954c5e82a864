import type { Order, OrderLine } from '@huitong/api'
import { expect, test } from 'vitest'
import { canReturn, leftOf, linesToReturn } from './returning'

function line(line_id: string, quantity: number, returned_quantity = 0): OrderLine {
  return { line_id, quantity, returned_quantity } as OrderLine
}

function order(...lines: OrderLine[]): Order {
  return { lines } as Order
}

test('what came back already cannot come back again', () => {
  expect(leftOf(line('a', 3, 1))).toBe(2)
  expect(leftOf(line('a', 3, 3))).toBe(0)
})

test('an adjustment has no goods that could come back', () => {
  expect(leftOf(line('a', 0))).toBe(0)
  expect(leftOf(line('a', -1))).toBe(0)
  expect(canReturn(order(line('a', -1), line('b', 2, 2)))).toBe(false)
})

test('only chosen lines are sent, as they stand on the receipt', () => {
  const receipt = order(line('a', 3), line('b', 1), line('c', 2))
  const sent = linesToReturn(receipt, { c: 2, a: 1, b: null })
  expect(sent).toEqual([
    { line_id: 'a', quantity: 1 },
    { line_id: 'c', quantity: 2 },
  ])
})
