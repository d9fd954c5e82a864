// @vitest-environment happy-dom
// The order of a list by its heads: in the address where the query is asked for it, among the rows
// shown where that is all of them, and not at all where it would be the order of one page only.
import { WordsProvider } from '@huitong/words/react'
import type { UseQueryResult } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { App } from 'antd'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import type { SeekPage } from './answer'
import { type ListColumn, ListTable } from './ListTable'
import { byText } from './ordering'

afterEach(cleanup)

interface Shop {
  name: string
}

const SHOPS = [{ name: '徐汇店' }, { name: '静安店' }]

function show(column: Partial<ListColumn<Shop>>, next: string | null = null) {
  const query = { data: { items: SHOPS, next } } as UseQueryResult<SeekPage<Shop>>
  const name: ListColumn<Shop> = {
    key: 'name',
    title: 'Name',
    render: (_, shop) => shop.name,
    ...column,
  }
  const list = (
    <ListTable<Shop>
      name="shops"
      query={query}
      rowKey={(shop) => shop.name}
      columns={[name]}
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
  return router
}

const head = () => screen.getByRole('columnheader', { name: 'Name' })
const rows = () =>
  within(screen.getByRole('table'))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)
const press = () => fireEvent.keyDown(head(), { key: 'Enter', keyCode: 13 })

test('the order that the query knows stands in the address, and is said at the head', () => {
  const router = show({ sortsBy: 'name' })
  expect(head().tabIndex).toBe(0)
  press()
  expect(router.state.location.search).toBe('?sort=name')
  expect(head().getAttribute('aria-sort')).toBe('ascending')
  press()
  expect(router.state.location.search).toBe('?sort=-name')
  press()
  expect(router.state.location.search).toBe('')
})

test('rows that are all there are ordered here', () => {
  show({ sorter: byText(({ name }) => name) })
  expect(rows()).toEqual(['徐汇店', '静安店'])
  press()
  expect(rows()).toEqual(['静安店', '徐汇店'])
})

test('one page of several is not ordered by itself', () => {
  show({ sorter: byText(({ name }) => name) }, 'c2')
  expect(head().hasAttribute('tabindex')).toBe(false)
})
