// One attempt, one key. When no answer came, trying the same thing again carries the same key, so
// that it happens once; after an answer, or when the form was changed, it is another act.

import { ProblemError } from './problem'

/** 128 random bits; `crypto.randomUUID` does not exist on plain http in a shop's network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export class Attempt {
  #last: { what: string; key: string } | undefined

  /** Runs an act under the key that belongs to what is asked. */
  async run<T>(what: unknown, act: (key: string) => Promise<T>): Promise<T> {
    // An act without any input is asked with nothing, which JSON has no text for.
    const asked = JSON.stringify(what ?? null)
    if (this.#last?.what !== asked) this.#last = { what: asked, key: newKey() }
    try {
      const answer = await act(this.#last.key)
      this.#last = undefined
      return answer
    } catch (error) {
      const isAnswered = error instanceof ProblemError && !error.isTransient
      if (isAnswered) this.#last = undefined
      throw error
    }
  }
}
