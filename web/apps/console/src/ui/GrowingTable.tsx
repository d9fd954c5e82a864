// A table inside a page that grows by "show more".

import { useWords } from '@huitong/words/react'
import { Button, Empty, type TableProps } from 'antd'
import { Failed, Loading } from './states'
import { Table } from './Table'

export interface Growing<Row> {
  rows: Row[] | undefined
  error: unknown
  isError: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  refetch: () => unknown
}

interface GrowingTableProps<Row> {
  list: Growing<Row>
  columns: NonNullable<TableProps<Row>['columns']>
  rowKey: (row: Row) => string
  emptyText: string
}

export function GrowingTable<Row extends object>(props: GrowingTableProps<Row>) {
  const { t } = useWords()
  const { list } = props
  if (list.rows === undefined) {
    return list.isError ? (
      <Failed error={list.error} retry={() => void list.refetch()} />
    ) : (
      <Loading />
    )
  }
  return (
    <>
      <Table<Row>
        size="small"
        rowKey={props.rowKey}
        dataSource={list.rows}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty description={props.emptyText} /> }}
        columns={props.columns}
      />
      {list.hasNextPage && (
        <Button
          block
          style={{ marginTop: 12 }}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('pager.more')}
        </Button>
      )}
    </>
  )
}
