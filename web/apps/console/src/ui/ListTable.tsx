// The table of a list that is read by seeking: loading, failed, empty or rows; the order in the
// address, the columns that somebody chose, rows that are ticked for an act on all of them.

import { useWords } from '@huitong/words/react'
import type { UseQueryResult } from '@tanstack/react-query'
import { Card, Checkbox, type TableProps } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { SeekPage } from './answer'
import { type BulkAct, BulkBar } from './BulkBar'
import { ColumnChooser, useColumnChoice } from './ColumnChooser'
import { type Choosable, isShown } from './columnChoice'
import { NoRows, type NoRowsProps } from './NoRows'
import { SeekPager } from './SeekPager'
import { orderBy, withOrder } from './sorting'
import { Failed, Loading } from './states'
import './patterns.css'
import { Table } from './Table'

type AntdColumn<Row> = NonNullable<TableProps<Row>['columns']>[number]

export type ListColumn<Row> = Omit<AntdColumn<Row>, 'key' | 'title' | 'children'> &
  Choosable & {
    title: string
    /** What the server calls the order by this column, where it has one. */
    sortsBy?: string
  }

interface ListTableProps<Row> extends NoRowsProps {
  /** Under which the choice of columns is kept. */
  name: string
  query: UseQueryResult<SeekPage<Row>>
  columns: readonly ListColumn<Row>[]
  rowKey: (row: Row) => string
  /** Acts on ticked rows; without any, rows cannot be ticked. */
  bulk?: readonly BulkAct<Row>[]
  /** What a person calls a row: at its tick box and where an act on it failed. */
  rowName?: (row: Row) => string
  /** The button that exports what the list shows. */
  exportAct?: ReactNode
}

export function ListTable<Row extends object>(props: ListTableProps<Row>) {
  const { query, columns, rowKey, bulk = [], rowName = rowKey } = props
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const [choice, choose] = useColumnChoice(props.name)
  const [ticked, setTicked] = useState<readonly string[]>([])
  if (query.data === undefined) {
    return query.isError ? (
      <Failed error={query.error} retry={() => void query.refetch()} />
    ) : (
      <Loading />
    )
  }
  const { items, next } = query.data
  // Only rows that are shown are acted on.
  const chosenRows = items.filter((row) => ticked.includes(rowKey(row)))
  return (
    <Card size="small" aria-busy={query.isPlaceholderData}>
      <div className="list-bar">
        {bulk.length > 0 && (
          // The head of the table has a box of its own, in a row that antd hides and copies.
          <Checkbox
            checked={items.length > 0 && chosenRows.length === items.length}
            indeterminate={chosenRows.length > 0 && chosenRows.length < items.length}
            aria-label={t('list.select_all')}
            onChange={({ target }) => setTicked(target.checked ? items.map(rowKey) : [])}
          />
        )}
        {chosenRows.length === 0 && (
          <span className="quiet">{t('pager.shown', { shown: items.length })}</span>
        )}
        <BulkBar
          rows={chosenRows}
          acts={bulk}
          rowName={rowName}
          untick={() => setTicked([])}
          refetch={query.refetch}
        />
        <div className="list-bar-end">
          {props.exportAct}
          <ColumnChooser columns={columns} choice={choice} choose={choose} />
        </div>
      </div>
      <Table<Row>
        className="list-table"
        size="middle"
        rowKey={rowKey}
        dataSource={items}
        loading={query.isPlaceholderData}
        pagination={false}
        scroll={{ x: 'max-content' }}
        style={{ marginBottom: 12 }}
        locale={{ emptyText: <NoRows {...props} /> }}
        columns={columns
          .filter((column) => isShown(column, choice))
          .map((column) => toAntd(column, search))}
        onChange={(_, __, sorter, { action }) => {
          if (action !== 'sort' || Array.isArray(sorter)) return
          const by = columns.find(({ key }) => key === sorter.columnKey)?.sortsBy
          if (by) setSearch(withOrder(search, by, sorter.order))
        }}
        {...(bulk.length > 0
          ? { rowSelection: ticks(chosenRows, rowKey, rowName, setTicked) }
          : {})}
      />
      <SeekPager next={next} />
    </Card>
  )
}

function toAntd<Row>(
  { isOptional: _, isHiddenAtFirst: __, sortsBy, ...column }: ListColumn<Row>,
  search: URLSearchParams,
): AntdColumn<Row> {
  return sortsBy ? { ...column, sorter: true, sortOrder: orderBy(search, sortsBy) } : column
}

function ticks<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  rowName: (row: Row) => string,
  tick: (keys: string[]) => void,
): NonNullable<TableProps<Row>['rowSelection']> {
  return {
    hideSelectAll: true,
    selectedRowKeys: rows.map(rowKey),
    onChange: (keys) => tick(keys.map(String)),
    getCheckboxProps: (row) => ({ 'aria-label': rowName(row) }),
  }
}
