// A table inside a page that grows by "show more".

import type { Column } from './cards'
import { EmptyState } from './EmptyState'
import { Growing, type GrowingList } from './Growing'
import { Table } from './Table'

interface GrowingTableProps<Row> {
  list: GrowingList<Row>
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  emptyText: string
}

export function GrowingTable<Row extends object>(props: GrowingTableProps<Row>) {
  return (
    <Growing list={props.list}>
      {(rows) => (
        <Table<Row>
          size="small"
          asCards
          rowKey={props.rowKey}
          dataSource={rows}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: <EmptyState text={props.emptyText} /> }}
          columns={props.columns}
        />
      )}
    </Growing>
  )
}
