// What an act made stale is read again, and the act is over once the page says what became of it:
// whoever goes on with a record meets its new state. But it has happened already, so the notice of
// it does not wait for a long list that is slow.

import type { QueryClient } from '@tanstack/react-query'

const PATIENCE_MILLIS = 1_000

/** `stale` names path beginnings of the queries; what takes longer goes on by itself. */
export async function readAgain(
  client: QueryClient,
  stale: readonly (readonly unknown[])[],
): Promise<void> {
  const read = stale.map((queryKey) => client.invalidateQueries({ queryKey: [...queryKey] }))
  let timer: ReturnType<typeof setTimeout> | undefined
  const isLong = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MILLIS)
  })
  await Promise.race([Promise.all(read), isLong])
  clearTimeout(timer)
}
