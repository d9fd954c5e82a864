import { expect, test } from 'vitest'
import { byMoment, byNumber, byText, inOrder } from './ordering'

interface Shop {
  name: string
  area?: number | null
  since?: string | null
}

const SHOPS: Shop[] = [
  { name: '徐汇店', area: 80, since: '2026-03-01T10:00:00+08:00' },
  { name: '静安店', area: null, since: '2026-03-01T03:00:00Z' },
  { name: '10 号店', area: 120 },
  { name: '2 号店', area: 9, since: null },
]
const ORDERS = {
  name: byText<Shop>(({ name }) => name),
  area: byNumber<Shop>(({ area }) => area),
  since: byMoment<Shop>(({ since }) => since),
}
const names = (sort?: string) => inOrder(SHOPS, sort, ORDERS).map(({ name }) => name)

test('names are ordered by pinyin, and numbers in them as numbers', () => {
  expect(names('name')).toEqual(['2 号店', '10 号店', '静安店', '徐汇店'])
})

test('amounts are ordered as numbers, and a missing one is the least', () => {
  expect(names('area')).toEqual(['静安店', '2 号店', '徐汇店', '10 号店'])
  expect(names('-area')).toEqual(['10 号店', '徐汇店', '2 号店', '静安店'])
})

test('moments are ordered by when they were, however they are written', () => {
  expect(names('-since').slice(0, 2)).toEqual(['静安店', '徐汇店'])
})

test('rows stay as they come where no order is asked for, or one that there is not', () => {
  const asTheyCome = SHOPS.map(({ name }) => name)
  for (const sort of [undefined, '', '-', 'colour', 'toString']) {
    expect(names(sort), sort).toEqual(asTheyCome)
  }
})
