// What the browser keeps for a person while the tab lives is gone once they log out: somebody else
// may come to the screen. A sale that was sent and not answered stays, so that it is never sold
// twice.

const OF_PERSON = ['huitong.draft.', 'huitong.search.', 'huitong.store.', 'huitong.sale.']
const SALE = 'huitong.sale.'
const SENT = 'huitong.sale_sent.'

type Store = Pick<Storage, 'length' | 'key' | 'getItem' | 'removeItem'>

export function forgetKept(store: Store): void {
  const names = Array.from({ length: store.length }, (_, place) => store.key(place) ?? '')
  for (const name of names) {
    const isOpen = name.startsWith(SALE) && store.getItem(SENT + name.slice(SALE.length)) !== null
    if (!isOpen && OF_PERSON.some((beginning) => name.startsWith(beginning))) store.removeItem(name)
  }
}
