import type { Approval } from '@huitong/api'
import { expect, test } from 'vitest'
import { wantedBy } from './wanted'

const asked = (action: Approval['action'], size: number, payload: object) =>
  wantedBy({ action, size, payload } as Approval)

test('a correction says with its sign what is given or taken', () => {
  const payload = { asset: 'points', amount: -12_000, expires_at: null }
  expect(asked('adjust_points', 12_000, payload)).toEqual({
    amount: -12_000,
    asset: 'points',
    expiresAt: undefined,
  })
})

test('an export says how many members as what kind of file', () => {
  const payload = { wanted: { subject: 'members', format: 'xlsx' }, stores: null }
  expect(asked('export_members', 2_500, payload)).toEqual({
    amount: 2_500,
    format: 'xlsx',
    filter: {},
  })
  const frozen = { wanted: { ...payload.wanted, filter: { state: 'frozen' } } }
  expect(asked('export_members', 2, frozen).filter).toEqual({ state: 'frozen' })
})

test('a return says what is brought back', () => {
  const payload = { order_id: 'ord_1', lines: [{ line_id: 'lin_1', quantity: 2 }, { line_id: 7 }] }
  expect(asked('return_without_receipt', 9_900, payload).lines).toEqual([
    { line_id: 'lin_1', quantity: 2 },
  ])
})

test('a payload that says nothing leaves the size', () => {
  expect(asked('adjust_stored_value', 500, {})).toMatchObject({ amount: 500, asset: undefined })
  expect(asked('return_without_receipt', 500, {}).lines).toEqual([])
})
