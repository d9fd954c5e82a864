import { expect, test } from 'vitest'
import { atMost } from './atMost'

/** Jobs that say when they begin, and end when they are told to. */
function jobs(count: number) {
  const run = atMost(count)
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const begin = (name: string, signal = new AbortController().signal) =>
    run(signal, () => {
      begun.push(name)
      return new Promise<string>((resolve, reject) => {
        ends.set(name, () => (name.startsWith('bad') ? reject(new Error(name)) : resolve(name)))
      })
    })
  const end = async (name: string) => {
    ends.get(name)?.()
    await settle()
  }
  return { begun, begin, end }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))

test('no more than so many run; the next begins when one is over, be it well or badly', async () => {
  const { begun, begin, end } = jobs(2)
  const bad = begin('bad').catch(({ message }: Error) => message)
  for (const name of ['b', 'c', 'd']) void begin(name)
  await settle()
  expect(begun).toEqual(['bad', 'b'])
  await end('bad')
  expect(await bad).toBe('bad')
  expect(begun).toEqual(['bad', 'b', 'c'])
  await end('c')
  await end('b')
  expect(begun).toEqual(['bad', 'b', 'c', 'd'])
})

test('what nobody waits for any more is not begun', async () => {
  const { begun, begin, end } = jobs(1)
  const gone = new AbortController()
  void begin('a')
  const given = begin('b', gone.signal).catch(() => 'given up')
  void begin('c')
  await settle()
  gone.abort()
  await end('a')
  expect(await given).toBe('given up')
  expect(begun).toEqual(['a', 'c'])
})
