import { expect, test } from 'vitest'
import { placed } from './paste'
import { CELLS, CHAIN, NO_PRICE, type PriceRow } from './pricing'

const row = (id: string, stores: PriceRow['stores']) =>
  ({ sku: { id }, stores, page: {} }) as unknown as PriceRow
const ROWS = [row('bread', { east: NO_PRICE, west: NO_PRICE }), row('milk', { east: NO_PRICE })]
const COLUMNS = [CHAIN, 'east', 'west'].flatMap((owner) =>
  CELLS.map((cell) => ({ owner, cell, mayWrite: owner !== CHAIN })),
)

/** `1 2/3 4` are two rows of two cells, `-` an empty one. */
function check(block: string, [row, column]: [number, number], wanted: string, left: number) {
  const texts = block
    .split('/')
    .map((line) => line.split(' ').map((text) => (text === '-' ? '' : text)))
  const answer = placed(texts, { row, column }, ROWS, COLUMNS)
  const said = answer.cells.map(
    ({ row, owner, cell, text }) => `${row.sku.id}.${owner}.${cell}=${text}`,
  )
  expect(said.join(' '), block).toBe(wanted)
  expect(answer.left, block).toBe(left)
}

test('a block goes to the right and down from where it was pasted', () => {
  check(
    '1 2/3 4',
    [0, 2],
    'bread.east.list=1 bread.east.member=2 milk.east.list=3 milk.east.member=4',
    0,
  )
  check('1 -', [1, 2], 'milk.east.list=1 milk.east.member=', 0)
})

test('what falls beside the grid or below it is counted, unless it is empty', () => {
  check('1 2 3', [0, 5], 'bread.west.member=1', 2)
  check('1/2/3/-', [1, 2], 'milk.east.list=1', 2)
})

test('so is what the person may not write, or what was not asked about yet', () => {
  check('1 2 3', [0, 0], 'bread.east.list=3', 2)
  check('1 2 3', [1, 3], 'milk.east.member=1', 2)
})
