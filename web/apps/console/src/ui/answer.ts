// Small pieces for queries.ts files.

import { useInfiniteQuery } from '@tanstack/react-query'

/** The body of an answer that has one; refusals were thrown by the client already. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call
  if (data === undefined || data === null) throw new Error('the answer has no body')
  return data
}

/** The header that sends an act under its idempotency key. */
export function under(key: string) {
  return { 'Idempotency-Key': key }
}

/** Leaves out what was not chosen, so that an address or a body never says "undefined". */
export function chosen<T extends object>(filter: T): Chosen<T> {
  const kept = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(kept) as Chosen<T>
}

type Chosen<T> = { [K in keyof T]: Exclude<T[K], undefined> }

interface SeekPage<Row> {
  items: Row[]
  next?: string | null
}

/** A list that grows by "show more", for lists inside a page. */
export function useGrowingList<Row>(
  queryKey: readonly unknown[],
  read: (cursor: { cursor?: string }) => Promise<SeekPage<Row>>,
) {
  const query = useInfiniteQuery({
    queryKey: [...queryKey],
    queryFn: ({ pageParam }) => read(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const rows = query.data?.pages.flatMap(({ items }) => items)
  return { ...query, rows }
}
