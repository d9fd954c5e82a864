// @vitest-environment happy-dom
// A list on a phone: its rows are cards that can be ticked, and are ordered by what is chosen above
// them, as the heads of its table would order them.
import { WordsProvider } from '@huitong/words/react'
import type { UseQueryResult } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { App } from 'antd'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SeekPage } from './answer'
import { type ListColumn, ListTable } from './ListTable'
import { byNumber } from './ordering'

interface Shop {
  name: string
  sales: number
}

const SHOPS: Shop[] = [
  { name: '徐汇店', sales: 7 },
  { name: '静安店', sales: 3 },
]

beforeEach(() => {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (media) =>
      ({
        media,
        matches: media.includes('max-width: 575'),
        addEventListener: () => {},
        removeEventListener: () => {},
        addListener: () => {},
        removeListener: () => {},
      }) as unknown as MediaQueryList,
  )
})
afterEach(cleanup)

function show(sales: Partial<ListColumn<Shop>>) {
  const query = { data: { items: SHOPS, next: null } } as UseQueryResult<SeekPage<Shop>>
  const acted = vi.fn()
  const list = (
    <ListTable<Shop>
      name="shops"
      query={query}
      rowKey={({ name }) => name}
      bulk={[{ key: 'close', text: 'Close', open: acted }]}
      columns={[
        { key: 'name', title: 'Name', render: (_, { name }) => <a href="/">{name}</a> },
        { key: 'sales', title: 'Sales', render: (_, shop) => shop.sales, ...sales },
      ]}
      emptyText=""
    />
  )
  const router = createMemoryRouter([{ path: '/', element: list }])
  render(
    <WordsProvider>
      <App>
        <RouterProvider router={router} />
      </App>
    </WordsProvider>,
  )
  return { router, acted }
}

const names = () => screen.getAllByRole('link').map((link) => link.textContent)

async function order(by: string) {
  fireEvent.mouseDown(screen.getByRole('combobox', { name: '排序' }))
  fireEvent.click(await screen.findByTitle(by))
}

test('all of a row is on its card, and there is no table', () => {
  show({})
  expect(screen.queryByRole('table')).toBeNull()
  const [first] = screen.getAllByRole('listitem')
  expect(first?.textContent).toContain('徐汇店')
  expect(first && within(first).getByRole('definition').textContent).toBe('7')
  expect(screen.queryByRole('combobox')).toBeNull()
})

test('the cards say themselves that they are a list, which Safari does not take from the tag', () => {
  show({})
  expect(screen.getByRole('list').getAttribute('role')).toBe('list')
})

test('ticked cards are acted on', () => {
  const { acted } = show({})
  fireEvent.click(screen.getByRole('checkbox', { name: '静安店' }))
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(acted).toHaveBeenCalledWith([SHOPS[1]])
  fireEvent.click(screen.getByRole('checkbox', { name: '静安店' }))
  expect(screen.queryByRole('button', { name: 'Close' })).toBeNull()
})

test('cards that are all there are ordered here', async () => {
  show({ sorter: byNumber(({ sales }) => sales) })
  expect(names()).toEqual(['徐汇店', '静安店'])
  await order('Sales：升序')
  expect(names()).toEqual(['静安店', '徐汇店'])
})

test('the order that the query knows goes into the address', async () => {
  const { router } = show({ sortsBy: 'sum' })
  await order('Sales：降序')
  expect(router.state.location.search).toBe('?sort=-sum')
})
