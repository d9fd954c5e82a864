import { expect, test } from 'vitest'
import { orderBy, withOrder } from './sorting'

const at = (query: string) => new URLSearchParams(query)

test('the order is read off the address', () => {
  expect(orderBy(at('sort=total'), 'total')).toBe('ascend')
  expect(orderBy(at('sort=-total'), 'total')).toBe('descend')
  expect(orderBy(at('sort=total'), 'name')).toBeNull()
})

test('another order begins at the first page, and no order leaves the address', () => {
  expect(withOrder(at('q=a&cursor=c2'), 'total', 'descend').toString()).toBe('q=a&sort=-total')
  expect(withOrder(at('q=a&sort=-total'), undefined, null).toString()).toBe('q=a')
})
