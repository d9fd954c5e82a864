// Keeps many small questions to the server from standing in the way of all others: so many run at a
// time, the rest wait for their turn.

type Run = <T>(signal: AbortSignal, job: () => Promise<T>) => Promise<T>

/** A job that nobody waits for any more when its turn comes is not begun. */
export function atMost(count: number): Run {
  let running = 0
  const waiting: (() => void)[] = []

  async function turn(): Promise<void> {
    if (running >= count) return new Promise((resolve) => waiting.push(resolve))
    running += 1
  }

  /** The turn goes to the one that has waited longest. */
  function passOn(): void {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  return async (signal, job) => {
    await turn()
    try {
      signal.throwIfAborted()
      return await job()
    } finally {
      passOn()
    }
  }
}
