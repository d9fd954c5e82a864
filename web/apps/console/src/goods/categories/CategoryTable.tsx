// The tree as a table: each level indented, all of it open but for what somebody closed, so that
// what is new is seen.

import type { Category } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { actsColumn } from '@/ui/actsColumn'
import { byText } from '@/ui/ordering'
import { Table } from '@/ui/Table'
import type { CategoryNode } from './categories'

interface Row {
  category: Category
  /** Absent where nothing is below it. */
  children?: Row[]
}

interface CategoryTableProps {
  tree: readonly CategoryNode[]
  /** What may be done about one. */
  acts?: (category: Category) => ReactNode
}

export function CategoryTable({ tree, acts }: CategoryTableProps) {
  const words = useWords()
  const { t } = words
  const [closed, setClosed] = useState<readonly string[]>([])
  const isOpen = (id: string) => !closed.includes(id)
  return (
    <Table<Row>
      size="middle"
      rowKey={({ category }) => category.id}
      dataSource={tree.map(rowOf)}
      pagination={false}
      scroll={{ x: 'max-content' }}
      expandable={{
        expandedRowKeys: idsOf(tree).filter(isOpen),
        onExpand: (isExpanded, { category: { id } }) =>
          setClosed(isExpanded ? closed.filter((one) => one !== id) : [...closed, id]),
      }}
      columns={[
        {
          key: 'name',
          title: t('category.name'),
          // Within each level; the tree comes by name, so that is what it goes back to.
          sorter: byText(({ category }) => category.name),
          defaultSortOrder: 'ascend',
          sortDirections: ['ascend', 'descend', 'ascend'],
          render: (_, { category }) => category.name,
        },
        {
          key: 'goods',
          title: t('word.goods'),
          render: (_, { category }) => (
            <Link
              to={`/goods?${new URLSearchParams({ category_id: category.id })}`}
              aria-label={t('category.show_goods_of', { name: category.name })}
            >
              {t('category.show_goods')}
            </Link>
          ),
        },
        ...(acts ? [actsColumn<Row>(words, ({ category }) => acts(category))] : []),
      ]}
    />
  )
}

function rowOf({ category, children }: CategoryNode): Row {
  return children.length > 0 ? { category, children: children.map(rowOf) } : { category }
}

function idsOf(nodes: readonly CategoryNode[]): string[] {
  return nodes.flatMap(({ category, children }) => [category.id, ...idsOf(children)])
}
