import type { MemberField } from '@huitong/api'
import { expect, test } from 'vitest'
import { freeKey, newDraft, toBody, toNew } from './draft'

const DRAFT = newDraft([])

test('a field is sent without what its kind does not have', () => {
  const limits = { ...DRAFT, least: 1, most: 9, choices: [{ key: 'a', zh: '甲', en: 'A' }] }
  expect(toBody('date', limits)).not.toHaveProperty('least')
  expect(toBody('date', limits)).not.toHaveProperty('choices')
  expect(toBody('choice', limits)).toHaveProperty('choices.0.is_retired', false)
  expect(toBody('choice', limits)).not.toHaveProperty('most')
  expect(toBody('number', { ...limits, is_active: false })).toMatchObject({
    least: 1,
    most: 9,
    is_active: false,
  })
})

test('a new field stands after the others', () => {
  expect(newDraft([{ position: 20 }, { position: 5 }] as MemberField[]).position).toBe(30)
  expect(toNew({ ...DRAFT, key: ' skin_type ', zh: '肤质', en: 'Skin' })).toMatchObject({
    key: 'skin_type',
    kind: 'text',
    position: 10,
  })
})

test('a new choice has a key that no other has', () => {
  expect(freeKey([])).toBe('option_1')
  expect(freeKey([{ key: 'option_2' }])).toBe('option_3')
})
