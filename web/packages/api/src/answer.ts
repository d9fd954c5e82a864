// What every call to the server is wrapped in.

/** The body of an answer that has one; refusals were thrown by the client already. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call
  if (data === undefined || data === null) throw new Error('the answer has no body')
  return data
}

/** A body with the mark of the state that it shows, which an edit repeats; see `ifMatch`. */
export interface Tagged<T> {
  data: T
  etag: string
}

/** The body of an answer that names its state. */
export async function answerWithTag<T>(
  call: Promise<{ data?: T; response: Response }>,
): Promise<Tagged<NonNullable<T>>> {
  const { data, response } = await call
  if (data === undefined || data === null) throw new Error('the answer has no body')
  const etag = response.headers.get('etag')
  if (etag === null) throw new Error('the answer has no ETag')
  return { data, etag }
}

/** A row of a list that says its version, as what can be edited. */
export function taggedByVersion<T extends { version: number }>(row: T): Tagged<T> {
  return { data: row, etag: `"${row.version}"` }
}

/** The header that sends an edit over one state only. */
export function ifMatch(etag: string) {
  return { 'If-Match': etag }
}

/** The header that sends an act under its idempotency key. */
export function under(key: string) {
  return { 'Idempotency-Key': key }
}
