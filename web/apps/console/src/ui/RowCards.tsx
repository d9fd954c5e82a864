// The rows of a table as cards, for a phone: what a row is called and what is seen first of it above,
// the rest in pairs, what can be done at the bottom.

import { Checkbox, type TableProps } from 'antd'
import type { ReactNode } from 'react'
import { type Card, type CardPart, type Column, cardOf } from './cards'
import './row-cards.css'
import { PlainList } from './PlainList'

export interface RowCardsProps<Row> {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: TableProps<Row>['rowKey']
  label: string | undefined
  rowSelection?: TableProps<Row>['rowSelection']
  isBusy: boolean
  /** Shown where there are no rows. */
  empty: ReactNode
}

export function RowCards<Row extends object>(props: RowCardsProps<Row>) {
  const { rows, columns, rowSelection } = props
  if (rows.length === 0) return props.empty
  return (
    <PlainList className="row-cards" aria-label={props.label} aria-busy={props.isBusy}>
      {rows.map((row, index) => {
        const key = keyOf(props.rowKey, row)
        const isTicked = rowSelection?.selectedRowKeys?.includes(key) ?? false
        return (
          <li key={key} className={isTicked ? 'row-card row-card-ticked' : 'row-card'}>
            <CardParts
              card={cardOf(columns, row, index)}
              tick={
                rowSelection && (
                  <Checkbox
                    {...rowSelection.getCheckboxProps?.(row)}
                    checked={isTicked}
                    onChange={() => tick(rowSelection, rows, row, props.rowKey)}
                  />
                )
              }
            />
          </li>
        )
      })}
    </PlainList>
  )
}

function CardParts({ card, tick }: { card: Card; tick: ReactNode }) {
  return (
    <>
      <div className="row-card-top">
        {tick}
        {card.picture.map(({ key, content }) => (
          <div key={key}>{content}</div>
        ))}
        <div className="row-card-main">
          <div className="row-card-line">
            <div className="row-card-head">
              {card.head.map(({ key, content }) => (
                <div key={key}>{content}</div>
              ))}
            </div>
            <div className="row-card-beside">
              {card.beside.map((part) =>
                part.isFigure ? (
                  <Figure key={part.key} part={part} />
                ) : (
                  <Unlabelled key={part.key} part={part} />
                ),
              )}
            </div>
          </div>
          <div className="row-card-under quiet">
            {card.under.map((part) => (
              <Unlabelled key={part.key} part={part} />
            ))}
          </div>
        </div>
      </div>
      {card.pair.length + card.wide.length > 0 && (
        <dl className="row-card-pairs">
          {card.pair.map((part) => (
            <Pair key={part.key} part={part} />
          ))}
          {card.wide.map((part) => (
            <Pair key={part.key} part={part} isWide />
          ))}
        </dl>
      )}
      {card.acts.length > 0 && (
        <div className="row-card-acts">
          {card.acts.map(({ key, content }) => (
            <div key={key}>{content}</div>
          ))}
        </div>
      )}
    </>
  )
}

/** What is clear without its label is not told it by eye. */
function Unlabelled({ part }: { part: CardPart }) {
  return (
    <span>
      <span className="unseen">{part.label} </span>
      {part.content}
    </span>
  )
}

function Figure({ part }: { part: CardPart }) {
  return (
    <div>
      <span className="row-card-label">{part.label} </span>
      <strong>{part.content}</strong>
    </div>
  )
}

function Pair({ part, isWide = false }: { part: CardPart; isWide?: boolean }) {
  return (
    <div className={isWide ? 'row-card-wide' : undefined}>
      <dt className="row-card-label">{part.label}</dt>
      <dd>{part.content}</dd>
    </div>
  )
}

type Key = string | number

function keyOf<Row>(rowKey: TableProps<Row>['rowKey'], row: Row): Key {
  if (typeof rowKey === 'function') return rowKey(row) as Key
  return row[rowKey as keyof Row] as Key
}

/** As a table does it: all keys that are ticked now. */
function tick<Row extends object>(
  rowSelection: NonNullable<TableProps<Row>['rowSelection']>,
  rows: readonly Row[],
  row: Row,
  rowKey: TableProps<Row>['rowKey'],
): void {
  const key = keyOf(rowKey, row)
  const before = rowSelection.selectedRowKeys ?? []
  const keys = before.includes(key) ? before.filter((one) => one !== key) : [...before, key]
  const ticked = rows.filter((one) => keys.includes(keyOf(rowKey, one)))
  rowSelection.onChange?.(keys, ticked, { type: 'single' })
}
