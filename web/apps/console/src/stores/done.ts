// Acts whose answer has no body, as useAct takes them.

/** Done, or thrown. */
export async function done(call: Promise<unknown>): Promise<{ data: true }> {
  await call
  return { data: true }
}
