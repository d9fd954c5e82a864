// Whether a group holds a SKU, by what it names: out comes before in, as on the server.

import { type Categories, pathOf } from '../categories/categories'
import type { Pick } from './picks'

type Named = Readonly<Record<'include' | 'exclude', readonly { pick: Pick }[]>>

/** What is looked at of a SKU. */
interface Placed {
  id: string
  goods_id: string
  category_id?: string | null
}

export function groupHolds(
  group: Named & { is_active: boolean },
  sku: Placed,
  categories: Categories,
): boolean {
  const path = pathOf(categories, sku.category_id).map(({ id }) => id)
  const isNamed = ({ pick: { kind, id } }: { pick: Pick }) => {
    if (kind === 'sku') return id === sku.id
    return kind === 'goods' ? id === sku.goods_id : path.includes(id)
  }
  return group.is_active && group.include.some(isNamed) && !group.exclude.some(isNamed)
}
