import { expect, test } from 'vitest'
import { toCsv } from './csv'

test('cells are quoted where they must be', () => {
  expect(
    toCsv([
      ['a', 1],
      ['b,c', '"d"'],
    ]),
  ).toBe('\uFEFFa,1\r\n"b,c","""d"""\r\n')
})

test('no cell is run as a formula', () => {
  expect(toCsv([['=1+1', '-2', '@x', -3]])).toBe("\uFEFF'=1+1,'-2,'@x,-3\r\n")
})
