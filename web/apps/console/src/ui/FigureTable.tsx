// The figures of a chart as a table, for those who want the numbers.

import { Table } from './Table'

/** The figures of a chart as rows; numbers stand right, and texts are written for people. */
export interface ChartTable {
  columns: readonly { title: string; isNumber?: boolean }[]
  rows: readonly (readonly (string | number)[])[]
}

export function FigureTable({ table }: { table: ChartTable }) {
  return (
    <Table<readonly (string | number)[]>
      size="small"
      rowKey={(row) => row.join('|')}
      dataSource={[...table.rows]}
      pagination={{ pageSize: 15, showSizeChanger: false, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      columns={table.columns.map(({ title, isNumber = false }, i) => ({
        key: title,
        title,
        ...(isNumber ? { align: 'right' as const } : {}),
        render: (_, row) => (isNumber ? <span className="num">{row[i]}</span> : row[i]),
      }))}
    />
  )
}
