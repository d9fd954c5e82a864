import type { Category } from '@huitong/api'
import { expect, test } from 'vitest'
import { groupHolds } from './holds'
import type { Pick } from './picks'

const category = (id: string, parent_id: string | null) =>
  [id, { id, parent_id, name: id } as Category] as const
const CATEGORIES = new Map([category('drinks', null), category('tea', 'drinks')])
const SKU = { id: 'sku_1', goods_id: 'gds_1', category_id: 'tea' }

const group = (include: Pick[], exclude: Pick[] = [], is_active = true) => ({
  is_active,
  include: include.map((pick) => ({ pick })),
  exclude: exclude.map((pick) => ({ pick })),
})
const holds = (one: ReturnType<typeof group>) => groupHolds(one, SKU, CATEGORIES)

test('a SKU is held by itself, by its goods and by a category above it', () => {
  expect(holds(group([{ kind: 'sku', id: 'sku_1' }]))).toBe(true)
  expect(holds(group([{ kind: 'goods', id: 'gds_1' }]))).toBe(true)
  expect(holds(group([{ kind: 'category', id: 'drinks' }]))).toBe(true)
  expect(holds(group([{ kind: 'category', id: 'food' }]))).toBe(false)
  expect(holds(group([]))).toBe(false)
})

test('out comes before in, and a group that is off holds nothing', () => {
  const drinks: Pick = { kind: 'category', id: 'drinks' }
  expect(holds(group([drinks], [{ kind: 'sku', id: 'sku_1' }]))).toBe(false)
  expect(holds(group([drinks], [], false))).toBe(false)
})
