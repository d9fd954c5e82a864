import type { Member, Permission } from '@huitong/api'
import { expect, test } from 'vitest'
import { actsFor, arranged } from './actRules'

const keys = (state: Member['state'], ...permissions: Permission[]) =>
  actsFor(state, (one) => permissions.includes(one)).map(({ key }) => key)

test('an act is offered to those who may, while the account stands so', () => {
  expect(keys('active', 'top_ups.write', 'members.write')).toEqual(['top_up', 'edit', 'request'])
  expect(keys('active', 'members.freeze')).toEqual(['freeze', 'close'])
  expect(keys('frozen', 'members.freeze')).toEqual(['unfreeze'])
  expect(keys('closed', 'members.freeze', 'members.write', 'top_ups.write')).toEqual([
    'reopen',
    'request',
  ])
})

test('nothing can be done for somebody who was erased', () => {
  expect(actsFor('erased', () => true)).toEqual([])
})

test('on a narrow screen all but the main act are in the menu', () => {
  const acts = actsFor('active', () => true)
  const narrow = arranged(acts, true)
  expect(narrow.up.map(({ key }) => key)).toEqual(['top_up'])
  expect(narrow.more).toHaveLength(acts.length - 1)
  const wide = arranged(acts, false)
  expect(wide.up.map(({ key }) => key)).toEqual([
    'top_up',
    'edit',
    'adjust_points',
    'set_tier',
    'freeze',
  ])
  expect(wide.more.map(({ key }) => key)).toEqual([
    'adjust_value',
    'unmask',
    'merge',
    'request',
    'close',
  ])
})
