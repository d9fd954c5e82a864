// Small pieces for queries.ts files.

import { useInfiniteQuery } from '@tanstack/react-query'

export { answer, answerWithTag, ifMatch, taggedByVersion, under } from '@huitong/api'

/** Leaves out what was not chosen, so that an address or a body never says "undefined". */
export function chosen<T extends object>(filter: T): Chosen<T> {
  const kept = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(kept) as Chosen<T>
}

type Chosen<T> = { [K in keyof T]: Exclude<T[K], undefined> }

export interface SeekPage<Row> {
  items: Row[]
  next?: string | null
}

/** A list that grows by "show more", for lists inside a page. */
export function useGrowingList<Row>(
  queryKey: readonly unknown[],
  read: (cursor: { cursor?: string }) => Promise<SeekPage<Row>>,
  { enabled = true } = {},
) {
  const query = useInfiniteQuery({
    queryKey: [...queryKey],
    queryFn: ({ pageParam }) => read(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled,
  })
  const rows = query.data?.pages.flatMap(({ items }) => items)
  return { ...query, rows }
}
