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
  cellNamed(grid, placeName(place))?.focus()
}

/** The cell itself, wherever its row went meanwhile; where it is gone, the one in its place. */
export function cellAgain(
  grid: HTMLElement | null,
  cell: HTMLInputElement | undefined,
): HTMLInputElement | null {
  if (!cell || cell.isConnected) return cell ?? null
  return cellNamed(grid, cell.dataset.place ?? '') ?? cellNamed(grid)
}

function cellNamed(grid: HTMLElement | null, name?: string): HTMLInputElement | null {
  const wanted = name === undefined ? 'input[data-place]' : `input[data-place="${name}"]`
  return grid?.querySelector<HTMLInputElement>(wanted) ?? null
}
