import { expect, test } from 'vitest'
import { subjectsFor, wantedOf } from './wanted'

test('a list is only offered as a file to those who may see it', () => {
  expect(subjectsFor((permission) => permission === 'members.read')).toEqual(['members', 'ledger'])
  expect(subjectsFor((permission) => permission === 'orders.read')).toEqual([
    'orders',
    'returns',
    'top_ups',
  ])
  expect(subjectsFor(() => false)).toEqual([])
})

test('days go with lists that have some, an empty reason is none', () => {
  const days = ['2026-03-01', '2026-03-31'] as const
  expect(wantedOf({ subject: 'orders', format: 'csv', days, reason: ' ' })).toEqual({
    subject: 'orders',
    format: 'csv',
    from: '2026-03-01',
    to: '2026-03-31',
  })
  expect(wantedOf({ subject: 'members', format: 'xlsx', days, reason: '对账' })).toEqual({
    subject: 'members',
    format: 'xlsx',
    reason: '对账',
  })
})

test('what is filtered by goes with the list, nothing where nothing is left of it', () => {
  const filter = { tender: 'cash' } as const
  expect(wantedOf({ subject: 'orders', format: 'csv', filter })).toEqual({
    subject: 'orders',
    format: 'csv',
    filter,
  })
  expect(wantedOf({ subject: 'orders', format: 'csv', filter: {} })).toEqual({
    subject: 'orders',
    format: 'csv',
  })
})
