import type { Import } from '@huitong/api'
import { expect, test } from 'vitest'
import { keptFor, lacking, type MappingValues, toBody, toValues } from './mapping'

const FILE = {
  columns: [
    { heading: '电话', field: 'phone', sample: [] },
    { heading: '备注', field: null, sample: [] },
  ],
  constants: { store: 'XUHUI' },
  words: { gender: { '0': '女', '1': '男' } },
} as unknown as Import

test('what was recognised is shown, and sent back as it is', () => {
  const values = toValues(FILE)
  expect(values.columns).toEqual(['phone', null])
  expect(toBody('members', values)).toEqual({
    kind: 'members',
    mapping: {
      columns: ['phone', null],
      constants: { store: 'XUHUI' },
      words: { gender: { '0': '女', '1': '男' } },
    },
    is_kept: false,
  })
})

test('a line that was begun and left open is not sent', () => {
  const values: MappingValues = {
    columns: [undefined, 'phone'],
    constants: [{ field: 'store' }, { value: 'x' }],
    words: [{ field: 'gender', from: '0' }, {}],
    is_kept: true,
  }
  expect(toBody('members', values)).toEqual({
    kind: 'members',
    mapping: { columns: [null, 'phone'], constants: {}, words: {} },
    is_kept: true,
  })
})

test('for another kind stays what that kind knows', () => {
  const kept = keptFor(['store', 'quantity'], toValues(FILE))
  expect(kept.columns).toEqual([null, null])
  expect(kept.constants).toEqual([{ field: 'store', value: 'XUHUI' }])
  expect(kept.words).toEqual([])
})

test('of fields that stand for one another one is enough, a constant too', () => {
  const groups = ['phone|card_no', 'store']
  expect(lacking(groups, { columns: [null], constants: [] })).toEqual([
    ['phone', 'card_no'],
    ['store'],
  ])
  const said = { columns: ['card_no'], constants: [{ field: 'store', value: 'XUHUI' }] }
  expect(lacking(groups, said)).toEqual([])
})
