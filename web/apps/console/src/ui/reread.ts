// Reads a query once more and hands its answer out, for an edit that came too late.

import type { UseQueryResult } from '@tanstack/react-query'

export function reread<T>(query: UseQueryResult<T>): () => Promise<T> {
  return async () => {
    const { data } = await query.refetch({ throwOnError: true })
    if (data === undefined) throw new Error('the answer is empty')
    return data
  }
}
