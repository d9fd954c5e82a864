// What a product group names: SKUs, goods with all their SKUs, categories with all below them.

import type { NamedPick, Sku, WriteGoodsGroup } from '@huitong/api'

export type Pick = NamedPick['pick']

/** What a search box offers of some goods. */
export interface Offered {
  goodsId: string
  goodsName: string
  picks: NamedPick[]
}

/** Ids are of one kind only, so that the id alone tells two picks apart. */
export function keyOf({ pick }: NamedPick): string {
  return pick.id
}

export function pickOfCategory(id: string, name: string): NamedPick {
  return { pick: { kind: 'category', id }, code: null, name }
}

/** Goods that were found, each with itself and those of its SKUs that were found. */
export function offeredBy(skus: readonly Sku[]): Offered[] {
  const found = new Map<string, Offered>()
  for (const { id, code, name, goods_id, goods_name } of skus) {
    const goods = found.get(goods_id) ?? {
      goodsId: goods_id,
      goodsName: goods_name,
      picks: [{ pick: { kind: 'goods', id: goods_id }, code: null, name: goods_name }],
    }
    goods.picks.push({
      pick: { kind: 'sku', id },
      code,
      name: name ? `${goods_name} ${name}` : goods_name,
    })
    found.set(goods_id, goods)
  }
  return [...found.values()]
}

/** With one more, unless it is there. */
export function withPick(picks: readonly NamedPick[], one: NamedPick): NamedPick[] {
  return picks.some((other) => keyOf(other) === keyOf(one)) ? [...picks] : [...picks, one]
}

export function withoutPick(picks: readonly NamedPick[], key: string): NamedPick[] {
  return picks.filter((one) => keyOf(one) !== key)
}

/** How a whole side is told in a line. */
export function sayPicks(picks: readonly NamedPick[]): string {
  return picks.map(({ name }) => name).join('、')
}

export interface GroupValues {
  name: string
  note: string
  is_active: boolean
  include: NamedPick[]
  exclude: NamedPick[]
}

export function toBody({ name, note, is_active, include, exclude }: GroupValues): WriteGoodsGroup {
  return {
    name: name.trim(),
    note: note.trim(),
    is_active,
    include: include.map(({ pick }) => pick),
    exclude: exclude.map(({ pick }) => pick),
  }
}
