// Sets of filters under a name, per list, kept by the browser.

export interface SavedView {
  name: string
  /** The filters as they stand in the address. */
  query: string
}

/** Adds a view; one of the same name is replaced where it stands. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  const isKnown = views.some(({ name }) => name === view.name)
  if (!isKnown) return [...views, view]
  return views.map((old) => (old.name === view.name ? view : old))
}

export function withoutView(views: readonly SavedView[], name: string): SavedView[] {
  return views.filter((view) => view.name !== name)
}

/** A view under another name; nothing changes where that name is empty or taken. */
export function renamed(views: readonly SavedView[], from: string, to: string): SavedView[] {
  const name = to.trim()
  const isFree = name !== '' && !views.some((view) => view.name === name)
  return views.map((view) => (isFree && view.name === from ? { ...view, name } : view))
}

/** What was kept, as far as it is views. */
export function readViews(kept: unknown): SavedView[] {
  return Array.isArray(kept) ? kept.filter(isView) : []
}

function isView(one: unknown): one is SavedView {
  return (
    typeof one === 'object' &&
    one !== null &&
    'name' in one &&
    'query' in one &&
    typeof one.name === 'string' &&
    typeof one.query === 'string'
  )
}
