// The same act for many rows, one after the other: what fails is told and does not stop the rest.
// Each row has an attempt of its own, so that trying it again never does it twice.

import { Attempt } from '@huitong/api'

export interface BulkState<Row> {
  done: Row[]
  failed: { row: Row; error: unknown }[]
  /** What was not tried yet. */
  left: Row[]
}

/** How many rows it is about. */
export function sizeOf<Row>({ done, failed, left }: BulkState<Row>): number {
  return done.length + failed.length + left.length
}

export class BulkRun<Row> {
  readonly #attempts = new Map<Row, Attempt>()
  #isStopped = false

  constructor(private readonly each: (row: Row, key: string) => Promise<unknown>) {}

  stop(): void {
    this.#isStopped = true
  }

  /** Does it for the rows; `tell` hears of every row that is through. */
  async run(rows: readonly Row[], tell: (state: BulkState<Row>) => void): Promise<BulkState<Row>> {
    this.#isStopped = false
    let state: BulkState<Row> = { done: [], failed: [], left: [...rows] }
    for (const row of rows) {
      if (this.#isStopped) break
      const error = await this.#try(row)
      state = {
        done: error === undefined ? [...state.done, row] : state.done,
        failed: error === undefined ? state.failed : [...state.failed, { row, error }],
        left: state.left.slice(1),
      }
      tell(state)
    }
    return state
  }

  async #try(row: Row): Promise<unknown> {
    const attempt = this.#attempts.get(row) ?? new Attempt()
    this.#attempts.set(row, attempt)
    try {
      await attempt.run(null, (key) => this.each(row, key))
      return undefined
    } catch (error) {
      return error ?? new Error('it failed')
    }
  }
}
