import { NetworkError, type Sku } from '@huitong/api'
import { expect, test } from 'vitest'
import {
  areSamePrices,
  NO_EDITS,
  overTheirs,
  ownersOf,
  rowsOf,
  settled,
  spotName,
  spotOf,
  toSave,
  withAsked,
  withCells,
  withFailure,
  withoutCell,
} from './edits'
import { CHAIN, NO_PRICE, type PriceRow } from './pricing'

const sku = (id: string) => ({ id, version: 1, list_price: 2000, member_price: 1800 }) as Sku
const OWN = { version: 2, list: 2000, member: 1800 }
const BREAD: PriceRow = { sku: sku('bread'), stores: { east: NO_PRICE }, page: {} }
const MILK: PriceRow = { sku: sku('milk'), stores: { east: OWN, west: NO_PRICE }, page: {} }
const MILK_EAST = { skuId: 'milk', owner: 'east' }
const BREAD_EAST = { skuId: 'bread', owner: 'east' }
const at = (edits: typeof NO_EDITS, spot: typeof MILK_EAST) => edits.get(spotName(spot))

test('typing the old price again is no change once the cell is left', () => {
  const edits = withCells(NO_EDITS, MILK, 'east', { list: '21' })
  expect(at(edits, MILK_EAST)?.cells).toEqual({ list: '21', member: '18.00' })
  expect(settled(edits, MILK_EAST).size).toBe(1)
  const back = withCells(edits, MILK, 'east', { list: '20' })
  expect(toSave(back)).toEqual([])
  expect(settled(back, MILK_EAST).size).toBe(0)
})

test('what is half typed is called wrong only once its cells were left', () => {
  const typing = withCells(NO_EDITS, MILK, 'east', { list: '2' })
  expect(at(typing, MILK_EAST)?.isLeft).toBe(false)
  const left = settled(typing, MILK_EAST)
  expect(at(left, MILK_EAST)?.isLeft).toBe(true)
  expect(at(withCells(left, MILK, 'east', { list: '21' }), MILK_EAST)?.isLeft).toBe(true)
})

test('one cell is undone, the other stays typed', () => {
  const edits = withCells(NO_EDITS, MILK, 'east', { list: '21', member: '19' })
  expect(at(withoutCell(edits, MILK_EAST, 'list'), MILK_EAST)?.cells).toEqual({
    list: '20.00',
    member: '19',
  })
  expect(withoutCell(NO_EDITS, MILK_EAST, 'list')).toBe(NO_EDITS)
})

test('what is no price is kept, but not sent', () => {
  const wrong = withCells(NO_EDITS, MILK, 'east', { list: 'x' })
  const edits = withCells(wrong, BREAD, 'east', { list: '5' })
  expect(edits.size).toBe(2)
  expect(toSave(edits).map(spotOf)).toEqual([BREAD_EAST])
})

test('each owner’s cells of a SKU are a change of their own', () => {
  let edits = withCells(NO_EDITS, MILK, 'east', { list: '21' })
  edits = withCells(edits, MILK, 'west', { list: '22' })
  edits = withCells(edits, MILK, CHAIN, { list: '23' })
  expect(toSave(edits)).toHaveLength(3)
  expect(rowsOf(edits)).toEqual([MILK])
  expect([...ownersOf(edits)]).toEqual(['east', 'west', CHAIN])
  const asked = withAsked(edits, { skuId: 'milk', owner: CHAIN }, { ...OWN, list: 2300 })
  expect(rowsOf(asked)[0]?.sku.list_price).toBe(2300)
})

test('a store that was not asked about cannot be typed over', () => {
  expect(withCells(NO_EDITS, BREAD, 'west', { list: '5' })).toBe(NO_EDITS)
})

test('a failure is forgotten with the next word that is typed', () => {
  const typed = withCells(NO_EDITS, BREAD, 'east', { list: '5' })
  const failed = withFailure(typed, BREAD_EAST, new Error('no'))
  expect(at(failed, BREAD_EAST)?.error).toBeInstanceOf(Error)
  const again = withCells(failed, BREAD, 'east', { list: '6' })
  expect(at(again, BREAD_EAST)?.error).toBeUndefined()
})

test('when somebody else was faster, nothing is sent until the person decides', () => {
  const typed = withCells(NO_EDITS, MILK, 'east', { member: '17' })
  const theirs = { version: 3, list: 2200, member: 1800 }
  const late = withFailure(typed, MILK_EAST, new Error('stale'), theirs)
  expect(toSave(late)).toEqual([])
  expect(toSave(withCells(late, MILK, 'east', { member: '16' }))).toEqual([])
  const mine = at(overTheirs(late, MILK_EAST), MILK_EAST)
  expect(mine?.own).toEqual(theirs)
  expect(mine?.cells).toEqual({ list: '22.00', member: '17' })
})

test('a newer state with other prices is for the person to decide, were it what was sent before', () => {
  const sent = withFailure(
    withCells(NO_EDITS, MILK, 'east', { member: '17' }),
    MILK_EAST,
    new NetworkError(null),
  )
  const edit = at(withCells(sent, MILK, 'east', { member: '16' }), MILK_EAST)
  if (!edit) throw new Error('no edit')
  expect(areSamePrices({ version: 3, list: 2000, member: 1800 }, edit)).toBe(true)
  expect(areSamePrices({ version: 3, list: 2000, member: 1700 }, edit)).toBe(false)
  expect(areSamePrices({ version: 3, list: 2000, member: 1600 }, edit)).toBe(false)
  expect(areSamePrices(OWN, edit)).toBe(false)
})

test('when both made the same of it, it is over', () => {
  const typed = withCells(NO_EDITS, MILK, 'east', { member: '17' })
  const theirs = { version: 3, list: 2000, member: 1700 }
  expect(overTheirs(withFailure(typed, MILK_EAST, null, theirs), MILK_EAST).size).toBe(0)
})
