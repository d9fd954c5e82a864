import { expect, test } from 'vitest'
import { changedOnly, differences, mergedOver } from './stale'

interface Values {
  name: string
  birthday?: string | null
  tags: string[]
}
const BEFORE: Values = { name: 'Wang', birthday: '1990-01-01', tags: ['a'] }

test('only fields that somebody changed are told', () => {
  const theirs = { ...BEFORE, name: 'Wang Fang' }
  const yours = { ...BEFORE, birthday: '1991-01-01', tags: ['a'] }
  expect(differences(BEFORE, theirs, yours)).toEqual([
    { field: 'name', before: 'Wang', theirs: 'Wang Fang', yours: 'Wang', isConflict: false },
    {
      field: 'birthday',
      before: '1990-01-01',
      theirs: '1990-01-01',
      yours: '1991-01-01',
      isConflict: false,
    },
  ])
})

test('both changed the same field: a conflict, unless to the same', () => {
  const to = (name: string) => ({ ...BEFORE, name })
  expect(differences(BEFORE, to('Li'), to('Liu'))[0]?.isConflict).toBe(true)
  expect(differences(BEFORE, to('Li'), to('Li'))[0]?.isConflict).toBe(false)
})

test('yours over theirs keeps what only they changed', () => {
  const theirs = { ...BEFORE, name: 'Li', birthday: '1991-01-01' }
  const yours = { ...BEFORE, name: 'Liu' }
  expect(mergedOver(BEFORE, theirs, yours)).toEqual({ ...theirs, name: 'Liu' })
})

test('a PATCH holds what differs, emptied fields as null', () => {
  expect(changedOnly(BEFORE, { name: 'Wang', birthday: undefined, tags: ['a', 'b'] })).toEqual({
    birthday: null,
    tags: ['a', 'b'],
  })
})

test('an empty field is no value', () => {
  expect(changedOnly<Values>({ ...BEFORE, birthday: null }, { ...BEFORE, birthday: '' })).toEqual(
    {},
  )
})
