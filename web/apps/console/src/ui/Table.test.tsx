// @vitest-environment happy-dom
// A table as wide as its words draws each row once.
import { WordsProvider } from '@huitong/words/react'
import { cleanup, render } from '@testing-library/react'
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
