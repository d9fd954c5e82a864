import type { Sku } from '@huitong/api'
import { expect, test } from 'vitest'
import { NO_EDITS, overTheirs, settled, toSave, withCells, withFailure, withoutCell } from './edits'
import { NO_PRICE, type PriceRow } from './pricing'

const sku = (id: string) => ({ id, list_price: 2000, member_price: 1800 }) as Sku
const BREAD: PriceRow = { sku: sku('bread'), own: NO_PRICE }
const MILK: PriceRow = { sku: sku('milk'), own: { version: 2, list: 2000, member: 1800 } }

test('typing the old price again is no change once the cell is left', () => {
  const edits = withCells(NO_EDITS, MILK, { list: '21' })
  expect(edits.get('milk')?.cells).toEqual({ list: '21', member: '18.00' })
  expect(settled(edits, 'milk').size).toBe(1)
  const back = withCells(edits, MILK, { list: '20' })
  expect(toSave(back)).toEqual([])
  expect(settled(back, 'milk').size).toBe(0)
})

test('one cell is undone, the other stays typed', () => {
  const edits = withCells(NO_EDITS, MILK, { list: '21', member: '19' })
  expect(withoutCell(edits, MILK, 'list').get('milk')?.cells).toEqual({
    list: '20.00',
    member: '19',
  })
})

test('what is no price is kept, but not sent', () => {
  const edits = withCells(withCells(NO_EDITS, MILK, { list: 'x' }), BREAD, { list: '5' })
  expect(edits.size).toBe(2)
  expect(toSave(edits).map(({ row }) => row.sku.id)).toEqual(['bread'])
})

test('a failure is forgotten with the next word that is typed', () => {
  const failed = withFailure(withCells(NO_EDITS, BREAD, { list: '5' }), 'bread', new Error('no'))
  expect(failed.get('bread')?.error).toBeInstanceOf(Error)
  expect(withCells(failed, BREAD, { list: '6' }).get('bread')?.error).toBeUndefined()
})

test('when somebody else was faster, nothing is sent until the person decides', () => {
  const typed = withCells(NO_EDITS, MILK, { member: '17' })
  const theirs = { version: 3, list: 2200, member: 1800 }
  const late = withFailure(typed, 'milk', new Error('stale'), theirs)
  expect(toSave(late)).toEqual([])
  expect(toSave(withCells(late, MILK, { member: '16' }))).toEqual([])
  const mine = overTheirs(late, 'milk').get('milk')
  expect(mine?.row.own).toEqual(theirs)
  expect(mine?.cells).toEqual({ list: '22.00', member: '17' })
})

test('when both made the same of it, it is over', () => {
  const typed = withCells(NO_EDITS, MILK, { member: '17' })
  const theirs = { version: 3, list: 2000, member: 1700 }
  expect(overTheirs(withFailure(typed, 'milk', null, theirs), 'milk').size).toBe(0)
})
