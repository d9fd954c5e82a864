import { expect, test } from 'vitest'
import { draftPlace } from './draft'

function memory() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

const DRAFT = { etag: '"3"', before: { name: 'Wang' }, values: { name: 'Li' } }

test('a draft comes back with the state that it began with', () => {
  const place = draftPlace<{ name: string }>(memory(), 'draft.sta_1.edit_member.mem_1')
  expect(place.read()).toBeUndefined()
  place.keep(DRAFT)
  expect(place.read()).toEqual(DRAFT)
  place.forget()
  expect(place.read()).toBeUndefined()
})

test('a storage that is full, shut or holds something else only forgets', () => {
  const shut = {
    getItem: () => '{"etag":3}',
    setItem: () => {
      throw new Error('full')
    },
    removeItem: () => {},
  }
  const place = draftPlace<{ name: string }>(shut, 'x')
  expect(() => place.keep(DRAFT)).not.toThrow()
  expect(place.read()).toBeUndefined()
  expect(draftPlace({ ...shut, getItem: () => '{' }, 'x').read()).toBeUndefined()
})
