import { expect, test } from 'vitest'
import { toCsv } from './csv'

const cells = (...row: (string | number)[]) => toCsv([row]).slice(1).trimEnd()

test('a byte order mark is in front, and every row ends as spreadsheets want it', () => {
  expect(toCsv([['日期'], ['3-1']])).toBe('\uFEFF日期\r\n3-1\r\n')
})

test('separators, quotes and lines are quoted', () => {
  expect(cells('a,b', 'say "hi"', 'x\ny')).toBe('"a,b","say ""hi""","x\ny"')
})

test('what a spreadsheet would run is text', () => {
  expect(cells('=1+1', '@x', '+86 138', '-cmd')).toBe("'=1+1,'@x,'+86 138,'-cmd")
})

test('numbers stay numbers', () => {
  expect(cells(-5, '-5.00', '-1,234.50', '-3.2%')).toBe('-5,-5.00,"-1,234.50",-3.2%')
})
