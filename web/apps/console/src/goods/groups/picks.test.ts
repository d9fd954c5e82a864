import type { Sku } from '@huitong/api'
import { expect, test } from 'vitest'
import { keyOf, offeredBy, pickOfCategory, sayPicks, toBody, withoutPick, withPick } from './picks'

function sku(id: string, goods_id: string, goods_name: string, name: string): Sku {
  return { id, goods_id, goods_name, name, code: id.toUpperCase() } as Sku
}

const DRINKS = pickOfCategory('cat_1', '饮品')
const TEA = pickOfCategory('cat_2', '茶')

test('a search offers goods as a whole and each SKU that was found', () => {
  const offered = offeredBy([
    sku('m', 'latte', '拿铁', '中杯'),
    sku('b', 'bagel', '贝果', ''),
    sku('l', 'latte', '拿铁', '大杯'),
  ])
  expect(offered.map(({ goodsName }) => goodsName)).toEqual(['拿铁', '贝果'])
  expect(offered[0]?.picks.map(({ name }) => name)).toEqual(['拿铁', '拿铁 中杯', '拿铁 大杯'])
  expect(offered[0]?.picks.map(({ pick }) => pick.kind)).toEqual(['goods', 'sku', 'sku'])
})

test('a thing is picked once and taken away by its id', () => {
  expect(withPick([DRINKS], DRINKS)).toEqual([DRINKS])
  expect(withPick([DRINKS], TEA)).toEqual([DRINKS, TEA])
  expect(withoutPick([DRINKS, TEA], keyOf(DRINKS))).toEqual([TEA])
  expect(sayPicks([DRINKS, TEA])).toBe('饮品、茶')
})

test('only what the server asks for is sent', () => {
  const values = { name: ' 会员日 ', note: '', is_active: true, include: [DRINKS], exclude: [TEA] }
  expect(toBody(values)).toEqual({
    name: '会员日',
    note: '',
    is_active: true,
    include: [{ kind: 'category', id: 'cat_1' }],
    exclude: [{ kind: 'category', id: 'cat_2' }],
  })
})
