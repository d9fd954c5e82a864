// @vitest-environment happy-dom
// A table as wide as its words draws each row once.
import { WordsProvider } from '@huitong/words/react'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Table } from './Table'

afterEach(cleanup)

const shown = (rows: { id: string }[], draw: (id: string) => string) => (
  <WordsProvider>
    <Table
      rowKey="id"
      dataSource={rows}
      columns={[{ title: 'id', dataIndex: 'id', render: draw }]}
      scroll={{ x: 'max-content' }}
      className="own"
      pagination={false}
    />
  </WordsProvider>
)

test('rows are not measured, and drawn once', () => {
  const draw = vi.fn((id: string) => id)
  const { container } = render(shown([{ id: 'a' }, { id: 'b' }], draw))
  expect(container.querySelector('.own.table-by-words')).not.toBeNull()
  expect(container.querySelector('.ant-table-measure-row')).toBeNull()
  expect(draw).toHaveBeenCalledTimes(2)
})

test('a table without rows keeps its sentence in sight', () => {
  const { container } = render(shown([], String))
  expect(container.querySelector('.own.table-by-words')).toBeNull()
  expect(container.querySelector('.ant-table-scroll-horizontal')).not.toBeNull()
})

test('cards on a phone are turned page by page, as their table is', () => {
  const phone = { matches: true, addEventListener: () => {}, removeEventListener: () => {} }
  vi.spyOn(window, 'matchMedia').mockReturnValue(phone as unknown as MediaQueryList)
  const page = (ids: string[]) => (
    <WordsProvider>
      <Table
        asCards
        rowKey="id"
        dataSource={ids.map((id) => ({ id }))}
        columns={[{ key: 'id', title: 'id', dataIndex: 'id' }]}
        pagination={{ pageSize: 2 }}
      />
    </WordsProvider>
  )
  const { rerender, container } = render(page(['a', 'b', 'c']))
  const cards = () => [...container.querySelectorAll('.row-card')].map((card) => card.textContent)
  expect(cards()).toEqual(['a', 'b'])
  fireEvent.click(screen.getByTitle('2'))
  expect(cards()).toEqual(['c'])
  rerender(page(['a', 'b']))
  expect(cards()).toEqual(['a', 'b'])
  expect(screen.queryByTitle('2')).toBeNull()
})
