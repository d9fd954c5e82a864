// @vitest-environment happy-dom
// The grid as it is worked in: moved through by keys, pasted into, saved at once, refused at the
// cell.
import { api, NetworkError, ProblemError, type Session, type SkuFilter } from '@huitong/api'
import { WordsProvider } from '@huitong/words/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { App } from 'antd'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { SessionContext } from '@/session/context'
import { unsavedForms } from '@/ui/unsaved'
import { PriceGrid } from './PriceGrid'

afterEach(cleanup)

const PERMISSIONS = ['goods.read', 'prices.write']

const NO_ROWS = { items: [], next: null }

/** Two SKUs for 20.00; the first costs 22.00 in the west. */
function pageOf(store_id: string) {
  const items = ['面包', '牛奶'].map((goods_name, nth) => {
    const isOwn = store_id === 'sto_west' && nth === 0
    const list_price = isOwn ? 2200 : 2000
    const at_store = { store_id, list_price, member_price: null, price_version: isOwn ? 3 : 0 }
    const sku = { id: `sku_${nth}`, goods_id: 'gds_1', goods_name, name: '', code: `A${nth}` }
    return { ...sku, version: 1, list_price: 2000, member_price: null, at_store }
  })
  return { items, next: null }
}

type Asked = SkuFilter & { store_id: string }

/** The grid of both stores; answers a way to ask it for others, or for other SKUs. */
async function show(permissions: string[]) {
  vi.spyOn(api, 'GET').mockImplementation(((path: string, init: unknown) => {
    const { q, store_id } = (init as { params: { query: Asked } }).params.query
    if (q !== 'none' && store_id === 'sto_silent') return Promise.reject(new NetworkError(null))
    const data = path === '/api/v1/skus' && q !== 'none' ? pageOf(store_id) : NO_ROWS
    return Promise.resolve({ data })
  }) as never)
  const session = { staff: { id: 'stf_me' }, brand: { id: 'brd_1' }, permissions }
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const page = (storeIds: string[], asked: SkuFilter) => (
    <WordsProvider>
      <App>
        <QueryClientProvider client={client}>
          <SessionContext value={session as unknown as Session}>
            <MemoryRouter>
              <PriceGrid storeIds={storeIds} asked={asked} />
            </MemoryRouter>
          </SessionContext>
        </QueryClientProvider>
      </App>
    </WordsProvider>
  )
  const { rerender } = render(page(['sto_east', 'sto_west'], {}))
  await screen.findByText('面包')
  return (storeIds: string[], asked: SkuFilter) => rerender(page(storeIds, asked))
}

/** The chain stands in the columns 0 and 1, the east in 2 and 3, the west in 4 and 5. */
function cell(row: number, column: number): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(`input[data-place="${row}:${column}"]`)
  if (!found) throw new Error(`no cell at ${row}:${column}`)
  return found
}

test('the chain is read only for whoever may set store prices alone; what differs is marked', async () => {
  await show(PERMISSIONS)
  expect(document.querySelector('input[data-place="0:0"]')).toBeNull()
  expect(cell(0, 2).placeholder).toBe('20.00')
  expect(cell(0, 2).dataset.offChain).toBe('false')
  expect(cell(0, 4).value).toBe('22.00')
  expect(cell(0, 4).dataset.offChain).toBe('true')
})

test('whoever may only look sees what is asked in each store, whosever price it is', async () => {
  await show(['goods.read'])
  const read = [...document.querySelectorAll<HTMLElement>('.price-read')].slice(0, 6)
  expect(read.map(({ textContent }) => textContent)).toEqual([
    '20.00',
    '–',
    '20.00',
    '–',
    '22.00',
    '–',
  ])
  expect(read.map(({ dataset }) => dataset.offChain).lastIndexOf('true')).toBe(4)
})

test('keys lead from cell to cell, and Esc brings back what was there', async () => {
  await show([...PERMISSIONS, 'goods.write'])
  cell(0, 0).focus()
  fireEvent.keyDown(cell(0, 0), { key: 'ArrowDown' })
  expect(document.activeElement).toBe(cell(1, 0))
  fireEvent.change(cell(1, 0), { target: { value: '21' } })
  expect(cell(1, 0).dataset.changed).toBe('true')
  expect(unsavedForms.isAnyDirty()).toBe(true)
  fireEvent.keyDown(cell(1, 0), { key: 'Escape' })
  expect(cell(1, 0).value).toBe('20.00')
  fireEvent.keyDown(cell(1, 0), { key: 'Enter', shiftKey: true })
  expect(document.activeElement).toBe(cell(0, 0))
  expect(unsavedForms.isAnyDirty()).toBe(false)
})

const paste = (at: HTMLElement, text: string) =>
  fireEvent.paste(at, { clipboardData: { getData: () => text } })
const save = (count: number) =>
  fireEvent.click(screen.getByRole('button', { name: `保存（${count}）` }))

test('a pasted column is saved at once, and what is refused is told at its cell', async () => {
  await show(PERMISSIONS)
  const sent: unknown[] = []
  vi.spyOn(api, 'PUT').mockImplementation(((_path: string, init: unknown) => {
    const { params, body } = init as { params: { path: { sku_id: string } }; body: object }
    sent.push({ ...params.path, ...body })
    if (params.path.sku_id === 'sku_1') {
      return Promise.reject(new ProblemError(403, 'access.not_permitted', '', {}, [], 'req_1'))
    }
    return Promise.resolve({ data: { ...body, version: 1, store_id: 'sto_east' } })
  }) as never)
  paste(cell(0, 2), '18\n19.5\n')
  expect(cell(1, 2).value).toBe('19.50')
  save(2)
  await screen.findByText(/1 处保存失败/)
  const path = { store_id: 'sto_east', member_price: null }
  expect(sent).toEqual([
    { ...path, sku_id: 'sku_0', list_price: 1800 },
    { ...path, sku_id: 'sku_1', list_price: 1950 },
  ])
  expect(cell(0, 2).dataset.changed).toBe('false')
  expect(cell(1, 2).dataset.changed).toBe('true')
  const note = document.getElementById(cell(1, 2).getAttribute('aria-describedby') ?? '')
  expect(note?.hidden).toBe(false)
  await waitFor(() => expect(note?.textContent).not.toBe(''))
})

test('what of a pasted block finds no cell is told', async () => {
  await show(PERMISSIONS)
  paste(cell(1, 4), '18\t17\t16\n19\t18\t17\n')
  expect(cell(1, 5).value).toBe('17.00')
  expect(await screen.findByText('4 个单元格超出表格或不可修改，未粘贴。')).toBeTruthy()
})

test('what was written although its answer was lost is saved, and nobody’s conflict', async () => {
  await show(PERMISSIONS)
  const put = vi.spyOn(api, 'PUT').mockRejectedValueOnce(new NetworkError(null))
  fireEvent.change(cell(0, 4), { target: { value: '23' } })
  fireEvent.blur(cell(0, 4))
  save(1)
  await screen.findByText(/1 处保存失败/)
  const written = pageOf('sto_west')
  Object.assign(written.items[0]?.at_store ?? {}, { list_price: 2300, price_version: 4 })
  vi.spyOn(api, 'GET').mockResolvedValue({ data: written } as never)
  put.mockRejectedValueOnce(new ProblemError(412, 'request.stale', '', {}, [], 'req_1'))
  save(1)
  expect(await screen.findByText('已保存 1 处价格')).toBeTruthy()
  expect(screen.queryByText(/他人已改为/)).toBeNull()
  expect(cell(0, 4).value).toBe('23.00')
  expect(cell(0, 4).dataset.changed).toBe('false')
})

test('rows kept from another page are asked about the stores chosen since', async () => {
  const ask = await show(PERMISSIONS)
  fireEvent.change(cell(0, 2), { target: { value: '18' } })
  fireEvent.blur(cell(0, 2))
  ask(['sto_east', 'sto_north'], { q: 'none' })
  fireEvent.click(screen.getByText('已修改（1）'))
  await waitFor(() => expect(cell(0, 4).placeholder).toBe('20.00'))
  expect(cell(0, 2).value).toBe('18.00')
  ask(['sto_east', 'sto_silent'], { q: 'none' })
  expect(await screen.findByText('暂时未知')).toBeTruthy()
})

test('whoever saved goes on in the cell where they were', async () => {
  await show(PERMISSIONS)
  let saved = (_: unknown) => {}
  vi.spyOn(api, 'PUT').mockReturnValue(new Promise((resolve) => (saved = resolve)) as never)
  cell(0, 2).focus()
  fireEvent.change(cell(0, 2), { target: { value: '18' } })
  fireEvent.keyDown(cell(0, 2), { key: 'Enter' })
  screen.getByRole('button', { name: '保存（1）' }).focus()
  save(1)
  await waitFor(() => expect(document.activeElement).toBe(cell(1, 2)))
  screen.getByRole('button', { name: /停 ?止/ }).focus()
  saved({ data: { list_price: 1800, member_price: null, version: 1, store_id: 'sto_east' } })
  await screen.findByText('已保存 1 处价格')
  await waitFor(() => expect(document.activeElement).toBe(cell(1, 2)))
})
