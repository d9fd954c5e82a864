// Where a cell stands in the grid that is shown, and bringing the keyboard there.

export interface Place {
  row: number
  column: number
}

export function placeName({ row, column }: Place): string {
  return `${row}:${column}`
}

/** Nothing happens at the edges of the grid. */
export function focusCell(grid: HTMLElement | null, place: Place): void {
  const found = grid?.querySelector<HTMLInputElement>(`input[data-place="${placeName(place)}"]`)
  found?.focus()
}
