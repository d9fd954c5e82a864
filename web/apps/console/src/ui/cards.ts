// How the columns of a table become the parts of a card on a phone, where a table would hide all but
// its first columns.

import type { TableProps } from 'antd'
import { isValidElement, type ReactNode } from 'react'

/**
 * Where a column stands on the card of its row: what the row is called (without any, the first
 * column), a picture before that, what is seen first beside it, a quiet line under it, a line of its
 * own below, the buttons at the bottom, or nowhere. All others are pairs of label and value.
 */
export type OnPhone = 'head' | 'picture' | 'beside' | 'under' | 'wide' | 'acts' | 'hidden'

export type Column<Row> = NonNullable<TableProps<Row>['columns']>[number] & { onPhone?: OnPhone }

export interface CardPart {
  key: string
  label: ReactNode
  isFigure: boolean
  content: ReactNode
}

export type Card = Record<Exclude<OnPhone, 'hidden'> | 'pair', CardPart[]>

export function cardOf<Row>(columns: readonly Column<Row>[], row: Row, index: number): Card {
  const card: Card = {
    head: [],
    picture: [],
    beside: [],
    under: [],
    pair: [],
    wide: [],
    acts: [],
  }
  const [first] = columns.some(({ onPhone }) => onPhone === 'head')
    ? []
    : columns.filter(({ onPhone }) => onPhone === undefined)
  for (const column of columns) {
    const place = column.onPhone ?? placeOf(column, first)
    const content = contentOf(column, row, index)
    if (place === 'hidden' || isNothing(content)) continue
    card[place].push({
      key: String(column.key),
      label: typeof column.title === 'function' ? null : column.title,
      isFigure: column.align === 'right',
      content,
    })
  }
  return card
}

function placeOf<Row>(column: Column<Row>, first: Column<Row> | undefined): keyof Card {
  if (column === first) return 'head'
  return column.key === 'acts' ? 'acts' : 'pair'
}

function contentOf<Row>(column: Column<Row>, row: Row, index: number): ReactNode {
  const name = 'dataIndex' in column ? column.dataIndex : undefined
  const value = typeof name === 'string' ? (row as Record<string, unknown>)[name] : undefined
  return (column.render ? column.render(value, row, index) : value) as ReactNode
}

/** A dash keeps its place in a column; on a card it says nothing. */
function isNothing(content: ReactNode): boolean {
  if (isValidElement<{ children?: ReactNode }>(content)) return content.props.children === '–'
  return content === null || content === undefined || content === false || NOTHING.has(content)
}

const NOTHING: ReadonlySet<ReactNode> = new Set(['', '–'])
