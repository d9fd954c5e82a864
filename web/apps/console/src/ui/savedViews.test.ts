import { expect, test } from 'vitest'
import { readViews, renamed, withoutView, withView } from './savedViews'

const FROZEN = { name: 'Frozen', query: 'state=frozen' }
const GOLD = { name: 'Gold', query: 'tier_id=tie_1' }

test('a view of the same name is replaced where it stands', () => {
  expect(withView([FROZEN, GOLD], { name: 'Frozen', query: 'q=x' })).toEqual([
    { name: 'Frozen', query: 'q=x' },
    GOLD,
  ])
  expect(withView([FROZEN], GOLD)).toEqual([FROZEN, GOLD])
})

test('a view is renamed unless the name is empty or taken', () => {
  expect(renamed([FROZEN, GOLD], 'Gold', ' Best ')).toEqual([FROZEN, { ...GOLD, name: 'Best' }])
  expect(renamed([FROZEN, GOLD], 'Gold', 'Frozen')).toEqual([FROZEN, GOLD])
  expect(renamed([FROZEN], 'Frozen', '  ')).toEqual([FROZEN])
})

test('a view can be deleted', () => {
  expect(withoutView([FROZEN, GOLD], 'Frozen')).toEqual([GOLD])
})

test('what was kept and is no view is forgotten', () => {
  expect(readViews([FROZEN, { name: 1 }, null])).toEqual([FROZEN])
  expect(readViews({})).toEqual([])
})
