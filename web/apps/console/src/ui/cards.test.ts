// Where columns stand on a card: as they say, and otherwise the first as its head.
import { createElement } from 'react'
import { expect, test } from 'vitest'
import { type Card, type Column, cardOf } from './cards'

interface Sale {
  no: string
  total: number
}

const SALE: Sale = { no: 'A1', total: 5 }

const keys = (card: Card) =>
  Object.fromEntries(
    Object.entries(card).flatMap(([place, parts]) =>
      parts.length > 0 ? [[place, parts.map(({ key }) => key)]] : [],
    ),
  )

const NO: Column<Sale> = { key: 'no', title: 'No', dataIndex: 'no' }
const TOTAL: Column<Sale> = {
  key: 'total',
  title: 'Total',
  align: 'right',
  onPhone: 'beside',
  render: (_, { total }) => total,
}

test('the first column is the head, buttons are at the bottom, others are pairs', () => {
  const card = cardOf<Sale>(
    [
      TOTAL,
      NO,
      { key: 'row', title: 'Row', render: (_, __, index) => index },
      { key: 'acts', title: 'Acts', render: () => 'edit' },
    ],
    SALE,
    3,
  )
  expect(keys(card)).toEqual({ head: ['no'], beside: ['total'], pair: ['row'], acts: ['acts'] })
  expect(card.head[0]?.content).toBe('A1')
  expect(card.beside[0]).toMatchObject({ content: 5, isFigure: true })
  expect(card.pair[0]?.content).toBe(3)
})

test('a column may be the head wherever it stands in the table', () => {
  expect(keys(cardOf<Sale>([NO, { ...TOTAL, onPhone: 'head' }], SALE, 0))).toEqual({
    head: ['total'],
    pair: ['no'],
  })
})

test('what is hidden or says nothing has no place, but a nought has', () => {
  const pair = (key: string, content: unknown): Column<Sale> => ({
    key,
    title: key,
    render: () => content as string,
  })
  const card = cardOf<Sale>(
    [
      NO,
      { ...TOTAL, onPhone: 'hidden' },
      pair('dash', '–'),
      pair('quiet dash', createElement('span', { className: 'quiet' }, '–')),
      pair('not', false),
      pair('nought', 0),
    ],
    SALE,
    0,
  )
  expect(keys(card)).toEqual({ head: ['no'], pair: ['nought'] })
})
