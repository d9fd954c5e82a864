import { expect, test } from 'vitest'
import { isShown, readChoice, withColumn } from './columnChoice'

const FIXED = { key: 'name' }
const OPTIONAL = { key: 'store', isOptional: true }
const HIDDEN = { key: 'guide', isHiddenAtFirst: true }

test('what is not optional always shows', () => {
  expect(isShown(FIXED, { name: false })).toBe(true)
})

test('optional columns show unless the list or the person hides them', () => {
  expect(isShown(OPTIONAL, {})).toBe(true)
  expect(isShown(OPTIONAL, { store: false })).toBe(false)
  expect(isShown(HIDDEN, {})).toBe(false)
  expect(isShown(HIDDEN, { guide: true })).toBe(true)
})

test('only what differs from the list is kept', () => {
  expect(withColumn({}, OPTIONAL, false)).toEqual({ store: false })
  expect(withColumn({ store: false }, OPTIONAL, true)).toEqual({})
  expect(withColumn({}, HIDDEN, true)).toEqual({ guide: true })
})

test('what was kept and is no choice is forgotten', () => {
  expect(readChoice({ store: false, guide: 'yes' })).toEqual({ store: false })
  expect(readChoice('store')).toEqual({})
})
