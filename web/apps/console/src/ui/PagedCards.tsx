// Cards page by page, where their table is.

import { Pagination } from 'antd'
import { useState } from 'react'
import { RowCards, type RowCardsProps } from './RowCards'

interface PagedCardsProps<Row> extends RowCardsProps<Row> {
  pageSize: number
}

export function PagedCards<Row extends object>({ pageSize, ...props }: PagedCardsProps<Row>) {
  const [page, setPage] = useState(1)
  const count = props.rows.length
  // There may be fewer rows than there were.
  const current = Math.min(page, Math.max(1, Math.ceil(count / pageSize)))
  const rows = props.rows.slice((current - 1) * pageSize, current * pageSize)
  return (
    <>
      <RowCards<Row> {...props} rows={rows} />
      <Pagination
        size="small"
        align="end"
        current={current}
        pageSize={pageSize}
        total={count}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={setPage}
      />
    </>
  )
}
