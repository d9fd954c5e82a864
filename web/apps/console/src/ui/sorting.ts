// The order of a list in the address, for lists that the server can order: `sort=name` upwards,
// `sort=-name` downwards. Another order begins at the first page.

export type SortOrder = 'ascend' | 'descend'

export function orderBy(search: URLSearchParams, name: string): SortOrder | null {
  const sort = search.get('sort')
  if (sort === name) return 'ascend'
  return sort === `-${name}` ? 'descend' : null
}

export function withOrder(
  search: URLSearchParams,
  name: string | undefined,
  order: SortOrder | null | undefined,
): URLSearchParams {
  const next = new URLSearchParams(search)
  next.delete('cursor')
  if (name && order) next.set('sort', order === 'descend' ? `-${name}` : name)
  else next.delete('sort')
  return next
}
