// @vitest-environment happy-dom
// The count of an issue is read again when its job is further, once for each step.
import type { CouponIssue, Job } from '@huitong/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { useIssuedAnew } from './useIssuedAnew'

afterEach(cleanup)

function heard(issued: number) {
  const client = new QueryClient()
  const again = vi.spyOn(client, 'invalidateQueries')
  const issue = { offer_id: 'ofr_1', issued } as CouponIssue
  const hook = renderHook(({ job }: { job?: Job }) => useIssuedAnew(issue, job), {
    initialProps: {},
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  })
  const hear = (state: string, done: number) => hook.rerender({ job: { state, done } as Job })
  return { again, hear }
}

test('a job that ended after the list was read is told of', () => {
  const { again, hear } = heard(0)
  expect(again).not.toHaveBeenCalled()
  hear('succeeded', 1)
  const queryKey = ['offer', 'ofr_1', 'issues']
  expect(again).toHaveBeenCalledExactlyOnceWith({ queryKey }, { cancelRefetch: false })
  hear('succeeded', 1)
  expect(again).toHaveBeenCalledTimes(1)
})

test('a read that began before the last step does not count for it', () => {
  const { again, hear } = heard(0)
  hear('running', 1)
  hear('succeeded', 2)
  expect(again).toHaveBeenLastCalledWith(expect.anything(), { cancelRefetch: true })
})

test('where both say the same nothing is read', () => {
  const { again, hear } = heard(2)
  hear('succeeded', 2)
  expect(again).not.toHaveBeenCalled()
})
