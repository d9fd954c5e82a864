// The order of a list whose rows are cards: without heads to click, it is chosen above them. It is
// the same order as that of the heads, by the query or among the rows that are shown.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { type Compare, inOrder } from './ordering'
import { withOrder } from './sorting'

interface Orderable<Row> {
  key: string
  title: string
  sortsBy?: string
  sorter?: Compare<Row>
}

export function useCardOrder<Row>(columns: readonly Orderable<Row>[], isWhole: boolean) {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const [own, setOwn] = useState<string>()
  const orderable = columns.filter(({ sortsBy, sorter }) => sortsBy || (sorter && isWhole))
  const sort = search.get('sort')
  const asked = orderable.find(({ sortsBy }) => sortsBy && sortsBy === sort?.replace(/^-/, ''))
  const choose = (order: string | undefined) => {
    const isDown = order?.startsWith('-') ?? false
    const column = orderable.find(({ key }) => key === order?.replace(/^-/, ''))
    setOwn(column && !column.sortsBy ? order : undefined)
    if (column?.sortsBy || search.has('sort')) {
      setSearch(withOrder(search, column?.sortsBy, isDown ? 'descend' : 'ascend'))
    }
  }
  const orders = Object.fromEntries(
    columns.flatMap(({ key, sorter }) => (sorter ? [[key, sorter] as const] : [])),
  )
  return {
    ordered: (rows: readonly Row[]) => (isWhole ? inOrder(rows, own, orders) : rows),
    picker: orderable.length > 0 && (
      <Select
        aria-label={t('list.order')}
        placeholder={t('list.order')}
        allowClear
        popupMatchSelectWidth={false}
        style={{ minWidth: 100 }}
        value={asked ? `${sort?.startsWith('-') ? '-' : ''}${asked.key}` : own}
        onChange={choose}
        options={orderable.flatMap(({ key, title }) => [
          { value: key, label: t('list.order_up', { column: title }) },
          { value: `-${key}`, label: t('list.order_down', { column: title }) },
        ])}
      />
    ),
  }
}
