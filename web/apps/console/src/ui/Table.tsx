// antd's table, whose part that scrolls on a narrow screen is reached by the keyboard too. It is a
// stop for Tab only while something is out of sight. A table as wide as its words is made so by CSS:
// antd would measure every column once the rows stand there, and draw all of them twice more. With
// `asCards` its rows are cards on a phone.

import { useWords } from '@huitong/words/react'
import { Table as AntdTable, type TableProps as AntdTableProps } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Column } from './cards'
import { PagedCards } from './PagedCards'
import { RowCards } from './RowCards'
import { useIsPhone } from './useIsPhone'
import './patterns.css'

export interface TableProps<Row> extends Omit<AntdTableProps<Row>, 'columns'> {
  columns: readonly Column<Row>[]
  'aria-label'?: string
  /** For rows that are each of their own; not for figures that are compared down a column. */
  asCards?: boolean
}

export function Table<Row extends object>({ asCards, columns, ...props }: TableProps<Row>) {
  const isPhone = useIsPhone()
  if (!asCards || !isPhone) return <Scrolling<Row> {...props} columns={columns.map(toAntd)} />
  const cards = {
    rows: props.dataSource ?? [],
    columns,
    label: props['aria-label'],
    rowKey: props.rowKey,
    rowSelection: props.rowSelection,
    isBusy: props.loading === true,
    empty: props.locale?.emptyText as ReactNode,
  }
  const pageSize = props.pagination ? props.pagination.pageSize : undefined
  return pageSize ? (
    <PagedCards<Row> {...cards} pageSize={pageSize} />
  ) : (
    <RowCards<Row> {...cards} />
  )
}

function toAntd<Row>({ onPhone: _, ...column }: Column<Row>) {
  return column
}

function Scrolling<Row extends object>({ scroll, className = '', ...props }: AntdTableProps<Row>) {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const label = t('list.scrolls')
  // The table makes the part anew by itself, such as with its first rows.
  useEffect(() => {
    const part = box.current?.querySelector<HTMLElement>('.ant-table-content, .ant-table-body')
    if (!part) return
    const observer = new ResizeObserver(() => markScrolling(part, label))
    for (const element of [part, ...part.children]) observer.observe(element)
    return () => observer.disconnect()
  })
  // Measured, the sentence of an empty table stays in sight.
  const isByWords = scroll?.x === 'max-content' && !scroll.y && props.dataSource?.length !== 0
  const look = isByWords ? { className: `${className} table-by-words` } : { className, scroll }
  return (
    <div ref={box} style={{ minWidth: 0 }}>
      <AntdTable<Row> {...props} {...look} />
    </div>
  )
}

function markScrolling(part: HTMLElement, label: string): void {
  if (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1) {
    part.tabIndex = 0
    part.setAttribute('role', 'group')
    part.setAttribute('aria-label', label)
  } else {
    for (const name of ['tabindex', 'role', 'aria-label']) part.removeAttribute(name)
  }
}
