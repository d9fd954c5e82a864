// What ids name, by the letters that they begin with, and where the page about it is.

const PATHS: Readonly<Record<string, string>> = {
  mem: '/members',
  ord: '/orders',
  gds: '/goods',
  ggp: '/goods-groups',
  stf: '/staff',
  sto: '/stores',
  ofr: '/offers',
  cpn: '/coupons',
}

const ID = /^([a-z]{3})_[0-9a-z]{13}$/

export function isId(text: string): boolean {
  return ID.test(text)
}

export interface Subject {
  id: string
  /** `mem` of `mem_0an9…`; absent for what is no id, such as a purpose. */
  kind: string | undefined
  /** The page about it, where there is one. */
  path: string | undefined
}

/** A subject may name several things: the price of a SKU in a store is `sto_…/sku_…`. */
export function subjectsOf(subject: string): Subject[] {
  return subject.split('/').map((id) => {
    const kind = ID.exec(id)?.[1]
    const folder = PATHS[kind ?? '']
    return { id, kind, path: folder && `${folder}/${id}` }
  })
}
