// @vitest-environment happy-dom
// A list is exported as it is filtered, and says so before it is asked for.
import { api, type Session } from '@huitong/api'
import { WordsProvider } from '@huitong/words/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { App } from 'antd'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { SessionContext } from '@/session/context'
import { ExportButton } from './ExportButton'
import type { Subject } from './filter'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const session = (...permissions: string[]) =>
  ({ staff: { id: 'stf_1' }, permissions }) as unknown as Session

function show(subject: Subject, address: string, of: Session) {
  render(
    <WordsProvider>
      <App>
        <QueryClientProvider client={new QueryClient()}>
          <SessionContext value={of}>
            <MemoryRouter initialEntries={[address]}>
              <ExportButton subject={subject} />
            </MemoryRouter>
          </SessionContext>
        </QueryClientProvider>
      </App>
    </WordsProvider>,
  )
}

/** Opens the window of the button, and starts what it proposes. */
const open = () => fireEvent.click(screen.getByRole('button', { name: /导 ?出/ }))
const start = () => fireEvent.click(screen.getByText('开始导出'))

test('what the list is filtered by is told, can be taken away, and goes with the request', async () => {
  const post = vi.spyOn(api, 'POST').mockResolvedValue({ data: {} } as never)
  const address = '/orders?q=A1&tender=cash&settled_by=stf_1&from=2026-03-01&to=2026-03-31'
  show('orders', address, session('exports.run', 'orders.read'))
  open()
  expect(screen.getByText(/支付方式：现金/)).toBeTruthy()
  expect(screen.getByText(/收银员：/)).toBeTruthy()
  expect(screen.getByText(/不带入导出/)).toBeTruthy()
  fireEvent.click(screen.getByLabelText('去掉条件：收银员'))
  await waitFor(() => expect(screen.queryByText(/收银员：/)).toBeNull())
  start()
  await waitFor(() => expect(post).toHaveBeenCalled())
  expect(post.mock.calls[0]?.[1]).toMatchObject({
    body: {
      subject: 'orders',
      format: 'xlsx',
      from: '2026-03-01',
      to: '2026-03-31',
      filter: { tender: 'cash' },
    },
  })
  // A whole window is drawn, which takes a busy machine a while.
}, 20_000)

test('a list without filters says that all of it is meant', () => {
  show('goods', '/goods', session('exports.run', 'goods.read'))
  open()
  expect(screen.getByText('不筛选，全部')).toBeTruthy()
  expect(screen.queryByText(/不带入导出/)).toBeNull()
}, 20_000)

test('who may not see the list gets no button', () => {
  show('returns', '/returns', session('exports.run', 'members.read'))
  expect(screen.queryByRole('button')).toBeNull()
})
