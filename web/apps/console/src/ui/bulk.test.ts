import { NetworkError } from '@huitong/api'
import { expect, test } from 'vitest'
import { BulkRun } from './bulk'

test('what fails is told and does not stop the rest', async () => {
  const run = new BulkRun<string>((row) =>
    row === 'b' ? Promise.reject(new Error('no')) : Promise.resolve(),
  )
  const told: number[] = []
  const state = await run.run(['a', 'b', 'c'], ({ left }) => told.push(left.length))
  expect(state.done).toEqual(['a', 'c'])
  expect(state.failed.map(({ row }) => row)).toEqual(['b'])
  expect(told).toEqual([2, 1, 0])
})

test('a stop leaves the rest untried', async () => {
  const run = new BulkRun<string>(() => Promise.resolve())
  const state = await run.run(['a', 'b', 'c'], () => run.stop())
  expect(state.done).toEqual(['a'])
  expect(state.left).toEqual(['b', 'c'])
})

test('a row that got no answer is tried again under the same key', async () => {
  const keys: string[] = []
  const run = new BulkRun<string>((_, key) => {
    keys.push(key)
    return keys.length === 1 ? Promise.reject(new NetworkError('down')) : Promise.resolve()
  })
  const first = await run.run(['a'], () => {})
  const second = await run.run(
    first.failed.map(({ row }) => row),
    () => {},
  )
  expect(second.done).toEqual(['a'])
  expect(keys[1]).toBe(keys[0])
})
