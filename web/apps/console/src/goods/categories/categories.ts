// The tree of categories, from the flat list that the server gives: a parent before its children.

import type { Category } from '@huitong/api'

export interface CategoryNode {
  category: Category
  children: CategoryNode[]
}

/** The categories at the top, each with what is below it; by name within each level. */
export function treeOf(categories: readonly Category[]): CategoryNode[] {
  const nodes = new Map(
    categories.map((category) => [category.id, { category, children: [] } as CategoryNode]),
  )
  const top: CategoryNode[] = []
  for (const node of nodes.values()) {
    const parent = nodes.get(node.category.parent_id ?? '')
    ;(parent ? parent.children : top).push(node)
  }
  for (const siblings of [top, ...[...nodes.values()].map(({ children }) => children)]) {
    siblings.sort((a, b) => a.category.name.localeCompare(b.category.name, 'zh'))
  }
  return top
}

/** As the tree is read: each one followed by what is below it. */
export function inTreeOrder(categories: readonly Category[]): Category[] {
  const flat = ({ category, children }: CategoryNode): Category[] => [
    category,
    ...children.flatMap(flat),
  ]
  return treeOf(categories).flatMap(flat)
}

/** From the top down to a category; empty for one that is not known. */
export function pathOf(categories: readonly Category[], id: string | null | undefined): Category[] {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const path: Category[] = []
  for (let at = byId.get(id ?? ''); at; at = byId.get(at.parent_id ?? '')) path.unshift(at)
  return path
}

/** What is below a category, where it cannot be moved to. */
export function idsBelow(categories: readonly Category[], id: string): string[] {
  return categories
    .filter((category) => category.id !== id)
    .filter((category) => pathOf(categories, category.id).some((above) => above.id === id))
    .map((category) => category.id)
}
