import { expect, test } from 'vitest'
import { Attempt } from './attempt'
import { NetworkError, ProblemError } from './problem'

const problem = (status: number) => new ProblemError(status, 'x', '', {}, [], undefined)

async function keysOf(steps: [what: unknown, outcome: unknown][]): Promise<string[]> {
  const attempt = new Attempt()
  const keys: string[] = []
  for (const [what, outcome] of steps) {
    await attempt
      .run(what, async (key) => {
        keys.push(key)
        if (outcome instanceof Error) throw outcome
      })
      .catch(() => {})
  }
  return keys
}

test('without an answer the same act keeps its key', async () => {
  for (const lost of [new NetworkError('down'), problem(503), problem(409)]) {
    const [first, second] = await keysOf([
      [{ pay: 1 }, lost],
      [{ pay: 1 }, 'ok'],
    ])
    expect(second).toBe(first)
  }
})

test('an answered or a changed act gets a new key', async () => {
  for (const outcome of ['ok', problem(422)]) {
    const [first, second] = await keysOf([
      [{ pay: 1 }, outcome],
      [{ pay: 1 }, 'ok'],
    ])
    expect(second).not.toBe(first)
  }
  const [first, second] = await keysOf([
    [{ pay: 1 }, new NetworkError('down')],
    [{ pay: 2 }, 'ok'],
  ])
  expect(second).not.toBe(first)
})

test('an act that is told nothing has a key as well', async () => {
  const [first, second] = await keysOf([
    [undefined, new NetworkError('down')],
    [undefined, 'ok'],
  ])
  expect(first).toBeTruthy()
  expect(second).toBe(first)
})
