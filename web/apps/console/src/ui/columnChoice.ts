// Which columns of a list are shown. Only what differs from the list's own choice is kept, so that
// a column that is added later appears for everybody.

export interface Choosable {
  key: string
  /** May be hidden; without it a column always shows. */
  isOptional?: boolean
  /** Optional, and not shown until somebody asks for it. */
  isHiddenAtFirst?: boolean
}

/** Columns by key that a person wants shown or hidden. */
export type ColumnChoice = Readonly<Record<string, boolean>>

export function isChoosable({ isOptional, isHiddenAtFirst }: Choosable): boolean {
  return isOptional === true || isHiddenAtFirst === true
}

export function isShown(column: Choosable, choice: ColumnChoice): boolean {
  if (!isChoosable(column)) return true
  return choice[column.key] ?? column.isHiddenAtFirst !== true
}

/** The choice with one column switched; back at the list's own choice nothing is kept. */
export function withColumn(choice: ColumnChoice, column: Choosable, shown: boolean): ColumnChoice {
  const { [column.key]: _, ...rest } = choice
  return shown === (column.isHiddenAtFirst !== true) ? rest : { ...rest, [column.key]: shown }
}

/** What was kept, as far as it is a choice. */
export function readChoice(kept: unknown): ColumnChoice {
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(
    Object.entries(kept).filter(
      (entry): entry is [string, boolean] => typeof entry[1] === 'boolean',
    ),
  )
}
