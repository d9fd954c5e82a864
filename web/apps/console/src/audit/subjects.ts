// What ids name, by the letters that they begin with.

const ID = /^([a-z]{3})_[0-9a-z]{13}$/

export function isId(text: string): boolean {
  return ID.test(text)
}

export interface Subject {
  id: string
  /** `mem` of `mem_0an9…`; absent for what is no id, such as a purpose. */
  kind: string | undefined
}

/** A subject may name several things: the price of a SKU in a store is `sto_…/sku_…`. */
export function subjectsOf(subject: string): Subject[] {
  return subject.split('/').map((id) => ({ id, kind: ID.exec(id)?.[1] }))
}
