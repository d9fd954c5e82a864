// @vitest-environment happy-dom
// An act is over once what it made stale was read again, or when that takes too long.
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useAct } from './useAct'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** The act, on a page with a list that is read again in so many milliseconds. */
async function acted(millis: number) {
  const client = new QueryClient()
  client.setQueryData(['rows'], 'before')
  const read = () => new Promise((resolve) => setTimeout(resolve, millis, 'after'))
  const { result } = renderHook(
    () => ({
      list: useQuery({ queryKey: ['rows'], queryFn: read, staleTime: Infinity }).data,
      act: useAct(() => Promise.resolve({ data: 'done' }), [['rows']]),
    }),
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      ),
    },
  )
  const told = vi.fn()
  await act(async () => void result.current.act.mutateAsync(undefined).then(told))
  const pass = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis))
  return { result, told, pass }
}

test('whoever goes on meets what was read again', async () => {
  const { result, told, pass } = await acted(300)
  await pass(200)
  expect(told).not.toHaveBeenCalled()
  await pass(200)
  expect(told).toHaveBeenCalledWith('done')
  expect(result.current.list).toBe('after')
})

test('a slow list does not keep the notice back, and follows by itself', async () => {
  const { result, told, pass } = await acted(9_000)
  await pass(1_100)
  expect(told).toHaveBeenCalledWith('done')
  expect(result.current.list).toBe('before')
  await pass(8_000)
  expect(result.current.list).toBe('after')
})
