// The table of a list that is read by seeking: loading, failed, empty or rows; the order in the
// address, the columns that somebody chose, rows that are ticked for an act on all of them. On a
// phone its rows are cards, whose order is chosen above them.

import { useWords } from '@huitong/words/react'
import type { UseQueryResult } from '@tanstack/react-query'
import { Card, Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { SeekPage } from './answer'
import { type BulkAct, BulkBar } from './BulkBar'
import { ColumnChooser, useColumnChoice } from './ColumnChooser'
import type { Column } from './cards'
import { type Choosable, isShown } from './columnChoice'
import { NoRows, type NoRowsProps } from './NoRows'
import type { Compare } from './ordering'
import { SeekPager } from './SeekPager'
import { orderBy, withOrder } from './sorting'
import { Failed, Loading } from './states'
import './patterns.css'
import { Table, type TableProps } from './Table'
import { useCardOrder } from './useCardOrder'
import { useIsPhone } from './useIsPhone'

export type ListColumn<Row> = Omit<Column<Row>, 'key' | 'title' | 'children' | 'sorter'> &
  Choosable & {
    title: string
    /** What the query calls the order by this column, where it has one. */
    sortsBy?: string
    /** Compares rows, for a list that is ordered here: only while all of it is on one page. */
    sorter?: Compare<Row>
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
  const isPhone = useIsPhone()
  const shown = columns.filter((column) => isShown(column, choice))
  const isWhole = query.data !== undefined && !query.data.next && !search.has('cursor')
  const order = useCardOrder(shown, isWhole)
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
          {isPhone && items.length > 0 && order.picker}
          {props.exportAct}
          <ColumnChooser columns={columns} choice={choice} choose={choose} />
        </div>
      </div>
      <Table<Row>
        className="list-table"
        size="middle"
        asCards
        rowKey={rowKey}
        dataSource={isPhone ? order.ordered(items) : items}
        loading={query.isPlaceholderData}
        pagination={false}
        scroll={{ x: 'max-content' }}
        style={{ marginBottom: 12 }}
        locale={{ emptyText: <NoRows {...props} /> }}
        columns={shown.map((column) => toAntd(column, search, isWhole))}
        onChange={(_, __, sorter, { action }) => {
          if (action !== 'sort' || Array.isArray(sorter)) return
          const by = columns.find(({ key }) => key === sorter.columnKey)?.sortsBy
          // Whoever takes the order away is not told of which column.
          if (by || search.has('sort')) setSearch(withOrder(search, by, sorter.order))
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
  { isOptional: _, isHiddenAtFirst: __, sortsBy, sorter, ...column }: ListColumn<Row>,
  search: URLSearchParams,
  isWhole: boolean,
): Column<Row> {
  if (sortsBy) return { ...column, sorter: true, sortOrder: orderBy(search, sortsBy) }
  return sorter && isWhole ? { ...column, sorter } : column
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
