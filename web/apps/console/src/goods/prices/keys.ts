// The keys of the price grid, as in a spreadsheet, and what is pasted out of one.

export interface Step {
  rows: number
  columns: number
}

interface Pressed {
  key: string
  shiftKey: boolean
  text: string
  /** The caret, or what is marked. */
  from: number
  to: number
}

/** Where a key leads; nothing for keys that belong to the text of the cell. */
export function stepOf({ key, shiftKey, text, from, to }: Pressed): Step | undefined {
  const isAllMarked = from === 0 && to === text.length
  const isAtStart = from === 0 && to === 0
  const isAtEnd = from === text.length && to === text.length
  switch (key) {
    case 'Enter':
      return { rows: shiftKey ? -1 : 1, columns: 0 }
    case 'ArrowDown':
      return { rows: 1, columns: 0 }
    case 'ArrowUp':
      return { rows: -1, columns: 0 }
    case 'ArrowLeft':
      return !shiftKey && (isAllMarked || isAtStart) ? { rows: 0, columns: -1 } : undefined
    case 'ArrowRight':
      return !shiftKey && (isAllMarked || isAtEnd) ? { rows: 0, columns: 1 } : undefined
    default:
      return undefined
  }
}

/** The cells of what was copied in a spreadsheet; nothing for a single cell. */
export function cellsOfPasted(text: string): string[][] | undefined {
  const rows = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const cells = rows.map((row) => row.split('\t').map((cell) => cell.trim()))
  return cells.length > 1 || (cells[0]?.length ?? 0) > 1 ? cells : undefined
}
