// What was found for a text, below the field that it was typed in.

import type { ReactNode } from 'react'

interface FoundListProps<Row> {
  id: string
  label: string
  rows: readonly Row[]
  /** The place of what Enter takes. */
  at: number
  rowKey: (row: Row) => string
  line: (row: Row) => ReactNode
  take: (row: Row) => void
}

export function FoundList<Row>({ id, label, rows, at, rowKey, line, take }: FoundListProps<Row>) {
  return (
    <div id={id} role="listbox" aria-label={label} className="scan-found">
      {rows.map((row, place) => (
        // The keyboard is in the field above, which says by `aria-activedescendant` where one is.
        <button
          key={rowKey(row)}
          id={`${id}-${place}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={place === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(row)}
        >
          {line(row)}
        </button>
      ))}
    </div>
  )
}
