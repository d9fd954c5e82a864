// What is known about one thing, as pairs that wrap with the width of the page. What is not known
// is a dash.

import { Card, Descriptions } from 'antd'
import type { ReactNode } from 'react'

export interface SummaryItem {
  key: string
  label: string
  children: ReactNode
  /** Takes a whole row, for what is long. */
  isWide?: boolean
}

/** An item that is left out altogether is `false`. */
export type SummaryItems = readonly (SummaryItem | false | undefined)[]

export function Summary({ items }: { items: SummaryItems }) {
  const shown = items.filter((item): item is SummaryItem => Boolean(item))
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 2, lg: 3 }}
      items={shown.map(({ isWide, children, ...item }) => ({
        ...item,
        children: isNothing(children) ? <span className="quiet">–</span> : children,
        ...(isWide ? { span: 'filled' as const } : {}),
      }))}
    />
  )
}

export function SummaryCard({ items, title }: { items: SummaryItems; title?: string }) {
  return (
    <Card size="small" {...(title ? { title } : {})}>
      <Summary items={items} />
    </Card>
  )
}

function isNothing(value: ReactNode): boolean {
  return value === undefined || value === null || value === ''
}
