// Lists that are read whole, since other pages need the names in them anyway: a chain has hundreds
// of stores and some thousand people. They are searched and paged here, as the server would.

import { chosen, type SeekPage } from '@/ui/answer'

/** The most rows that the server gives at once. */
const READ_SIZE = 200
/** Rows on a page of a list. */
const PAGE_SIZE = 50

/** All rows of a list, read page by page. */
export async function readWhole<Row>(
  read: (page: { limit: number; cursor?: string }) => Promise<SeekPage<Row>>,
): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await read(chosen({ limit: READ_SIZE, cursor }))
    rows.push(...items)
    cursor = next ?? undefined
  } while (cursor !== undefined)
  return rows
}

export function byId<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

/** The page after a row; from the beginning if that row is not among them. */
export function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  cursor: string | undefined,
  size = PAGE_SIZE,
): { items: Row[]; next: string | null } {
  const start = rows.findIndex(({ id }) => id === cursor) + 1
  const items = rows.slice(start, start + size)
  const isMore = start + size < rows.length
  return { items, next: isMore ? (items.at(-1)?.id ?? null) : null }
}

/** Whether every word that was typed is in one of the texts. */
export function isFoundBy(
  typed: string | undefined,
  texts: readonly (string | null | undefined)[],
): boolean {
  const text = texts.filter(Boolean).join('\n').toLowerCase()
  const words = (typed ?? '').toLowerCase().split(/\s+/)
  return words.every((word) => text.includes(word))
}
