import type { MemberField } from '@huitong/api'
import { expect, test } from 'vitest'
import { searchableOf, withField } from './searchable'

const field = (key: string, kind: MemberField['kind'], is_active = true) =>
  ({
    key,
    kind,
    is_active,
    is_searchable: true,
    choices: [{ key: 'dry', zh: '干性', en: 'Dry' }],
  }) as MemberField

const FIELDS = [field('skin', 'choice'), field('size', 'number'), field('born', 'date')]

test('a field is asked for only together with a value', () => {
  expect(withField({ q: '李', field: 'skin' }, FIELDS)).toEqual({ q: '李' })
  expect(withField({ field: 'skin', field_value: 'dry' }, FIELDS)).toEqual({
    field: 'skin',
    field_value: 'dry',
  })
})

test('what was looked for in another field is not asked of this one', () => {
  expect(withField({ field: 'skin', field_value: '38' }, FIELDS)).toEqual({})
  expect(withField({ field: 'size', field_value: 'dry' }, FIELDS)).toEqual({})
  expect(withField({ field: 'born', field_value: '38' }, FIELDS)).toEqual({})
  expect(withField({ field: 'gone', field_value: '38' }, FIELDS)).toEqual({})
})

test('a field that is retired is not searched', () => {
  expect(searchableOf([field('skin', 'choice', false), field('size', 'number')])).toHaveLength(1)
})
