// Rows in the order that somebody asks for, where all of them are at hand: names as a dictionary
// has them, amounts and moments as numbers. A row that has none comes first, going upwards.

export type Compare<Row> = (one: Row, other: Row) => number

/** By what a list's address calls each order. */
export type Orders<Row> = Readonly<Record<string, Compare<Row>>>

/** Chinese by its pinyin; 2 号店 before 10 号店. */
const DICTIONARY = new Intl.Collator('zh', { numeric: true })

export function byText<Row>(of: (row: Row) => string | null | undefined): Compare<Row> {
  return (one, other) => DICTIONARY.compare(of(one) ?? '', of(other) ?? '')
}

export function byNumber<Row>(of: (row: Row) => number | null | undefined): Compare<Row> {
  return (one, other) => {
    const [a, b] = [of(one) ?? Number.NEGATIVE_INFINITY, of(other) ?? Number.NEGATIVE_INFINITY]
    // Not their difference, which is no number for two that are missing.
    return a === b ? 0 : a < b ? -1 : 1
  }
}

export function byMoment<Row>(of: (row: Row) => string | null | undefined): Compare<Row> {
  return byNumber((row) => {
    const moment = of(row)
    return moment ? Date.parse(moment) : null
  })
}

/** In the order that an address asks for, `name` or `-name`; as they come, where it asks for none. */
export function inOrder<Row>(
  rows: readonly Row[],
  sort: string | undefined,
  orders: Orders<Row>,
): readonly Row[] {
  if (!sort) return rows
  const isDown = sort.startsWith('-')
  const name = isDown ? sort.slice(1) : sort
  const compare = Object.hasOwn(orders, name) ? orders[name] : undefined
  if (!compare) return rows
  return rows.toSorted((one, other) => (isDown ? -compare(one, other) : compare(one, other)))
}
