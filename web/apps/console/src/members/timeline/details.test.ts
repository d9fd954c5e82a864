import type { MemberEvent } from '@huitong/api'
import { expect, test } from 'vitest'
import { detailsOf } from './details'
import { toneOf } from './tone'

const event = (kind: MemberEvent['kind'], details: object = {}) =>
  ({ kind, details, at: '', id: '', store_id: null, staff_id: null }) as MemberEvent

test('details of another type than expected are nothing', () => {
  const details = detailsOf(event('order', { total: 1250, order_no: 'A1', reason: null }))
  expect(details.amount('total')).toBe(1250)
  expect(details.text('order_no')).toBe('A1')
  expect(details.text('total')).toBeUndefined()
  expect(details.text('reason')).toBeUndefined()
  expect(details.flag('is_given')).toBe(false)
})

test('a frozen account and a withdrawn consent stand out', () => {
  expect(toneOf(event('state', { after: 'frozen' }))).toBe('bad')
  expect(toneOf(event('state', { after: 'active' }))).toBe('good')
  expect(toneOf(event('consent', { is_given: false }))).toBe('bad')
  expect(toneOf(event('change'))).toBe('plain')
})
