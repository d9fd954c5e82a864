// The tree of categories, from all of them by id.

import type { Category } from '@huitong/api'
import { byText } from '@/ui/ordering'

export type Categories = ReadonlyMap<string, Category>

export interface CategoryNode {
  category: Category
  children: CategoryNode[]
}

const byName = byText<CategoryNode>(({ category }) => category.name)

/** The categories at the top, each with what is below it; by name within each level. */
export function treeOf(categories: Categories): CategoryNode[] {
  const nodes = new Map(
    [...categories.values()].map((category): [string, CategoryNode] => [
      category.id,
      { category, children: [] },
    ]),
  )
  const top: CategoryNode[] = []
  for (const node of nodes.values()) {
    const parent = nodes.get(node.category.parent_id ?? '')
    ;(parent ? parent.children : top).push(node)
  }
  for (const siblings of [top, ...[...nodes.values()].map(({ children }) => children)]) {
    siblings.sort(byName)
  }
  return top
}

/** As the tree is read: each one followed by what is below it. */
export function inTreeOrder(categories: Categories): Category[] {
  const flat = ({ category, children }: CategoryNode): Category[] => [
    category,
    ...children.flatMap(flat),
  ]
  return treeOf(categories).flatMap(flat)
}

/** From the top down to a category; empty for one that is not known. */
export function pathOf(categories: Categories, id: string | null | undefined): Category[] {
  const path: Category[] = []
  const byId = (one: string | null | undefined) => categories.get(one ?? '')
  for (let at = byId(id); at; at = byId(at.parent_id)) path.unshift(at)
  return path
}

/** What is below a category, where it cannot be moved to. */
export function idsBelow(categories: Categories, id: string): string[] {
  return [...categories.keys()]
    .filter((one) => one !== id)
    .filter((one) => pathOf(categories, one).some((above) => above.id === id))
}
