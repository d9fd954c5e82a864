import { expect, test } from 'vitest'
import { changeOf, type Figures, hasHappened, memberShare } from './figures'

const QUIET = { sales: 0, member_sales: 0, orders: 0, new_members: 0 } as Figures

test('a change is a part of the figure before, and nothing beside zero', () => {
  expect(changeOf(150, 100)).toBe(0.5)
  expect(changeOf(0, 100)).toBe(-1)
  expect(changeOf(100, 0)).toBeUndefined()
})

test('members bring a share of sales, unless there were none', () => {
  expect(memberShare({ ...QUIET, sales: 400, member_sales: 100 })).toBe(0.25)
  expect(memberShare(QUIET)).toBeUndefined()
})

test('a day on which anything happened is not empty', () => {
  expect(hasHappened(QUIET)).toBe(false)
  expect(hasHappened({ ...QUIET, new_members: 1 })).toBe(true)
})
