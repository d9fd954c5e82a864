import { expect, test } from 'vitest'
import { isFoundBy, pageOf, readWhole } from './whole'

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }))
const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id).join('')

test('pages follow each other till the end', () => {
  const first = pageOf(rows, undefined, 2)
  expect([ids(first), first.next]).toEqual(['ab', 'b'])
  const second = pageOf(rows, 'b', 2)
  expect([ids(second), second.next]).toEqual(['cd', 'd'])
  expect(pageOf(rows, 'd', 2)).toEqual({ items: [{ id: 'e' }], next: null })
  expect(pageOf(rows, 'c', 2).next).toBeNull()
})

test('a page after a row that is gone is the first', () => {
  expect(ids(pageOf(rows, 'x', 2))).toBe('ab')
  expect(pageOf([], 'x')).toEqual({ items: [], next: null })
})

test('a list is read until there is no next page', async () => {
  const pages = [
    { items: [1, 2], next: 'p2' },
    { items: [3], next: null },
  ]
  const asked: (string | undefined)[] = []
  const all = await readWhole(async ({ cursor }) => {
    asked.push(cursor)
    return pages[asked.length - 1] ?? { items: [] }
  })
  expect(all).toEqual([1, 2, 3])
  expect(asked).toEqual([undefined, 'p2'])
})

test('what is typed is found in any of the texts, in any order and case', () => {
  const texts = ['人民广场店', 'XH01', null]
  for (const typed of [undefined, '', ' ', '广场', 'xh', 'xh 人民']) {
    expect(isFoundBy(typed, texts), typed).toBe(true)
  }
  for (const typed of ['徐汇', 'xh02', '广场 徐汇'])
    expect(isFoundBy(typed, texts), typed).toBe(false)
})
