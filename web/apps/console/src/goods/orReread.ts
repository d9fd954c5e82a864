// An act over the state that the screen shows. Where it fails, somebody else may have been faster:
// the state is read again, so that what is confirmed next is the state of now.

export async function orReread<T>(act: Promise<T>, reread: () => Promise<unknown>): Promise<T> {
  try {
    return await act
  } catch (error) {
    void reread().catch(() => undefined)
    throw error
  }
}
