import zh from '@huitong/words/zh.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { ACTION_GROUPS } from './actions'

test('every act that has a word can be asked for, and no other', () => {
  const worded = Object.keys(zh).filter((key) => key.startsWith('audit_action.'))
  const asked = ACTION_GROUPS.flatMap(({ actions }) => actions.map((one) => `audit_action.${one}`))
  expect([...asked].sort()).toEqual(worded.sort())
})

test('an area with one act is asked for by that act', () => {
  expect(ACTION_GROUPS.find(({ area }) => area === 'brand')?.all).toBe('brand.')
  expect(ACTION_GROUPS.find(({ area }) => area === 'order')?.all).toBeUndefined()
})
