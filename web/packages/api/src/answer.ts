// What every call to the server is wrapped in.

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
