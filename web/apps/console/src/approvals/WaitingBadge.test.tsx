// @vitest-environment happy-dom
// What waits is told beside the entry of the navigation, to the eye and to the ear.
import { api, type Session } from '@huitong/api'
import { WordsProvider } from '@huitong/words/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { App } from 'antd'
import { afterEach, expect, test, vi } from 'vitest'
import { SessionContext } from '@/session/context'
import { WaitingBadge } from './WaitingBadge'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const SESSION = { staff: { id: 'stf_me' }, permissions: ['approvals.decide'] } as unknown as Session

const AWAY_MILLIS = 6 * 60_000

interface Page {
  items: { requested_by: string }[]
  next: string | null
}

function show(client: QueryClient) {
  render(
    <WordsProvider>
      <App>
        <QueryClientProvider client={client}>
          <SessionContext value={SESSION}>
            <a href="/approvals">
              审批
              <WaitingBadge />
            </a>
          </SessionContext>
        </QueryClientProvider>
      </App>
    </WordsProvider>,
  )
  return screen.getByRole('link')
}

/** With requests of those people waiting. */
function showOf(askedBy: string[], next: string | null = null) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  const page: Page = { items: askedBy.map((requested_by) => ({ requested_by })), next }
  client.setQueryData(['approvals', 'pending', 'latest'], page)
  return show(client)
}

const patient = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })

function answers(...pages: (Page | Error)[]) {
  const get = vi.spyOn(api, 'GET')
  for (const page of pages) {
    if (page instanceof Error) get.mockRejectedValueOnce(page)
    else get.mockResolvedValueOnce({ data: page } as never)
  }
  return get
}

test('the entry says how many wait, without those that the person asked for', () => {
  const entry = showOf(['stf_li', 'stf_me', 'stf_wang'])
  expect(screen.getByRole('link', { name: /审批 ?，2 条待处理/ })).toBe(entry)
  expect(entry.querySelector('[aria-hidden="true"]')?.textContent).toBe('2')
})

test('where nothing waits, nothing is said', () => {
  expect(showOf(['stf_me']).textContent).toBe('审批')
})

test('more than are asked for at a time are told as more', () => {
  const entry = showOf(Array<string>(200).fill('stf_li'), 'next')
  expect(entry.querySelector('[aria-hidden="true"]')?.textContent).toBe('200+')
  expect(screen.getByRole('link', { name: /200 条以上待处理/ })).toBe(entry)
})

test('behind many own requests nobody knows whether others wait', () => {
  const entry = showOf(Array<string>(200).fill('stf_me'), 'next')
  expect(entry.querySelector('[aria-hidden="true"]')?.textContent).toBe('?')
  expect(entry.textContent).toContain('待处理数暂时未知')
})

test('what could not be asked is not told as nothing', async () => {
  answers(new Error('offline'))
  const entry = show(patient())
  await waitFor(() => expect(entry.textContent).toContain('待处理数暂时未知'))
  expect(entry.querySelector('[aria-hidden="true"]')?.textContent).toBe('?')
})

test('whoever comes back is told at the first key or click; what was heard last stays', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const one = { items: [{ requested_by: 'stf_li' }], next: null }
  const get = answers(one)
  const entry = show(patient())
  await waitFor(() => expect(entry.textContent).toContain('1 条待处理'))
  get.mockRejectedValue(new Error('offline'))
  await act(() => vi.advanceTimersByTimeAsync(AWAY_MILLIS))
  const asked = get.mock.calls.length
  await act(() => vi.advanceTimersByTimeAsync(AWAY_MILLIS))
  expect(get).toHaveBeenCalledTimes(asked)
  expect(entry.textContent).toContain('1 条待处理')
  get.mockResolvedValue({ data: { items: [], next: null } } as never)
  fireEvent.keyDown(document.body, { key: 'a' })
  expect(get).toHaveBeenCalledTimes(asked + 1)
  await waitFor(() => expect(entry.textContent).toBe('审批'))
})
