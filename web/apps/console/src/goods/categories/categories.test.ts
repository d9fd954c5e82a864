import type { Category } from '@huitong/api'
import { expect, test } from 'vitest'
import { byId } from '@/stores/whole'
import {
  type Categories,
  type CategoryNode,
  idsBelow,
  inTreeOrder,
  pathOf,
  treeOf,
} from './categories'

/** `饮品/咖啡` is a category 咖啡 below 饮品; ids are the paths. */
function categories(...paths: string[]): Categories {
  const all = paths.map((path) => {
    const names = path.split('/')
    return {
      id: path,
      parent_id: names.slice(0, -1).join('/') || null,
      depth: names.length,
      name: names.at(-1) ?? '',
    } as Category
  })
  return byId(all)
}

const CAFE = categories('饮品', '食品', '饮品/茶', '饮品/咖啡', '饮品/咖啡/冷萃')

const shown = ({ category, children }: CategoryNode): string =>
  children.length > 0 ? `${category.name}(${children.map(shown).join(' ')})` : category.name

test('each category stands below its parent, by name', () => {
  expect(treeOf(CAFE).map(shown)).toEqual(['食品', '饮品(茶 咖啡(冷萃))'].toSorted(byName))
})

const byName = (a: string, b: string) => a.localeCompare(b, 'zh')

test('a list of them is read like the tree', () => {
  const drinks = inTreeOrder(categories('饮品', '饮品/咖啡', '饮品/茶', '饮品/咖啡/冷萃'))
  const places = drinks.map(({ id }) => id)
  expect(places.indexOf('饮品/咖啡/冷萃')).toBe(places.indexOf('饮品/咖啡') + 1)
  expect(places[0]).toBe('饮品')
})

test('a path goes from the top down', () => {
  const names = (id: string | null) => pathOf(CAFE, id).map(({ name }) => name)
  expect(names('饮品/咖啡/冷萃')).toEqual(['饮品', '咖啡', '冷萃'])
  expect(names(null)).toEqual([])
  expect(names('gone')).toEqual([])
})

test('nothing can be moved below itself', () => {
  expect(idsBelow(CAFE, '饮品')).toEqual(['饮品/茶', '饮品/咖啡', '饮品/咖啡/冷萃'])
  expect(idsBelow(CAFE, '食品')).toEqual([])
})
