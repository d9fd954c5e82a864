// Small pieces for queries.ts files.

import { useInfiniteQuery } from '@tanstack/react-query'

export { answer, answerWithTag, ifMatch, taggedByVersion, under } from '@huitong/api'

const BUSY_MILLIS = 1_500

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
  { enabled = true, isBusy }: { enabled?: boolean; isBusy?: (row: Row) => boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey: [...queryKey],
    queryFn: ({ pageParam }) => read(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled,
    // A list of what runs is read again as long as something in it does.
    refetchInterval: ({ state: { data } }) =>
      isBusy && data?.pages.some(({ items }) => items.some(isBusy)) ? BUSY_MILLIS : false,
  })
  const rows = query.data?.pages.flatMap(({ items }) => items)
  return { ...query, rows }
}
