import { expect, test } from 'vitest'
import { cellsOfPasted, stepOf } from './keys'

/** `|12.00|` is a cell with everything marked, `12|.00` one with the caret after the 12. */
function check(cell: string, key: string, wanted: string, shiftKey = false) {
  const from = cell.indexOf('|')
  const to = cell.lastIndexOf('|')
  const text = cell.replaceAll('|', '')
  const step = stepOf({ key, shiftKey, text, from, to: to > from ? to - 1 : from })
  expect(step ? `${step.rows} ${step.columns}` : 'text', `${key} in ${cell}`).toBe(wanted)
}

test('Enter and the arrows go up and down', () => {
  check('12|.00', 'Enter', '1 0')
  check('12|.00', 'Enter', '-1 0', true)
  check('12|.00', 'ArrowDown', '1 0')
  check('12|.00', 'ArrowUp', '-1 0')
})

test('left and right leave a cell at its ends, and when all of it is marked', () => {
  check('|12.00|', 'ArrowLeft', '0 -1')
  check('|12.00|', 'ArrowRight', '0 1')
  check('|12.00', 'ArrowLeft', '0 -1')
  check('12.00|', 'ArrowRight', '0 1')
  check('|', 'ArrowRight', '0 1')
  check('12|.00', 'ArrowLeft', 'text')
  check('12|.00', 'ArrowRight', 'text')
  check('|12.00|', 'ArrowRight', 'text', true)
})

test('other keys belong to the text', () => {
  check('|12.00|', '5', 'text')
  check('|12.00|', 'Tab', 'text')
})

test('a block of a spreadsheet is pasted cell by cell, a single cell as text', () => {
  expect(cellsOfPasted('12.00')).toBeUndefined()
  expect(cellsOfPasted('12.00\n')).toBeUndefined()
  expect(cellsOfPasted('12.00\t11.00\r\n 8.5\t\r\n')).toEqual([
    ['12.00', '11.00'],
    ['8.5', ''],
  ])
})
