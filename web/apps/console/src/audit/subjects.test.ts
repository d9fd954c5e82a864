import { expect, test } from 'vitest'
import { subjectsOf } from './subjects'

test('an id says what it names', () => {
  const member = 'mem_0an9qyfn0000c'
  expect(subjectsOf(member)).toEqual([{ id: member, kind: 'mem' }])
})

test('a price names a store and a SKU, a text no thing with an id', () => {
  const price = subjectsOf('sto_0an9qyfn0000c/sku_0an9qyfn0000d')
  expect(price.map(({ kind }) => kind)).toEqual(['sto', 'sku'])
  expect(subjectsOf('marketing')).toEqual([{ id: 'marketing', kind: undefined }])
})
