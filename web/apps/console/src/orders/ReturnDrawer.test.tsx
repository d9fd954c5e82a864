// @vitest-environment happy-dom
// A return that somebody has begun is not lost by a slip of the hand.
import type { Order, Session } from '@huitong/api'
import { WordsProvider } from '@huitong/words/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { App } from 'antd'
import { afterEach, expect, test, vi } from 'vitest'
import { SessionContext } from '@/session/context'
import { ReturnDrawer } from './ReturnDrawer'

afterEach(cleanup)

const ORDER = {
  id: 'ord_1',
  order_no: 'XH01-1',
  store_id: 'sto_1',
  lines: [{ line_id: 'lin_1', name: '拿铁', quantity: 2, returned_quantity: 0, total: 3600 }],
} as unknown as Order
const SESSION = { staff: { id: 'stf_1' }, permissions: [] } as unknown as Session

function show() {
  const close = vi.fn()
  render(
    <WordsProvider>
      <App>
        <QueryClientProvider client={new QueryClient()}>
          <SessionContext value={SESSION}>
            <ReturnDrawer order={ORDER} close={close} />
          </SessionContext>
        </QueryClientProvider>
      </App>
    </WordsProvider>,
  )
  return close
}

test('what was typed is asked about before a click beside it throws it away', () => {
  const close = show()
  const reason = document.getElementById('return_goods_reason')
  const beside = document.querySelector('.ant-drawer-mask')
  if (!reason || !beside) throw new Error('the drawer has both')
  fireEvent.change(reason, { target: { value: '破损' } })
  fireEvent.click(beside)
  expect(close).not.toHaveBeenCalled()
  fireEvent.click(screen.getByText('放 弃'))
  expect(close).toHaveBeenCalledOnce()
  // A whole drawer is drawn, which takes a busy machine a while.
}, 20_000)
