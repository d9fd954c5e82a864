import { expect, test } from 'vitest'
import { factsOf, isShort } from './telling'

const STORE = 'sto_0an9qy6f00001'

function told(action: string, details: object) {
  return factsOf({ action, details: details as Record<string, never> })
}

test('a change tells what it was and what it is', () => {
  expect(told('sku.edit', { list_price: { from: 1_800, to: 1_900 } })).toEqual([
    {
      key: 'list_price',
      before: { as: 'money', number: 1_800 },
      now: { as: 'money', number: 1_900 },
    },
  ])
  expect(told('store.edit', { phone: { from: null, to: '021' } })).toEqual([
    { key: 'phone', before: { as: 'nothing' }, now: { as: 'text', text: '021' } },
  ])
})

test('an amount is money unless it counts points', () => {
  const amount = (asset: string) => told('member.adjust', { asset, amount: 500 })[1]?.now
  expect(amount('points')).toEqual({ as: 'count', number: 500 })
  expect(amount('principal')).toEqual({ as: 'money', number: 500 })
})

test('the size of a request is counted in what its act counts', () => {
  const size = (action: string) => told('approval.request', { action, size: 500 })[1]?.now
  expect(size('export_members')).toEqual({ as: 'count', number: 500 })
  expect(size('adjust_stored_value')).toEqual({ as: 'money', number: 500 })
})

test('ids, times, codes, lists and records are told as what they are', () => {
  expect(
    told('joining_link.create', {
      kind: 'web',
      store_id: STORE,
      guide_id: null,
      at: '2026-03-01T00:00:00.5Z',
      is_on: true,
    }).map(({ now }) => now),
  ).toEqual([
    { as: 'code', group: 'link_kind', code: 'web' },
    { as: 'id', id: STORE },
    { as: 'time', at: '2026-03-01T00:00:00.5Z' },
    { as: 'yes_no', isSo: true },
  ])
  expect(told('staff.create', { role: 'cashier', scope: { store_ids: [STORE] } })[1]).toEqual({
    key: 'scope',
    now: {
      as: 'facts',
      facts: [{ key: 'store_ids', now: { as: 'list', items: [{ as: 'id', id: STORE }] } }],
    },
  })
})

test('a scope is told by its name, the whole brand too', () => {
  expect(told('staff.create', { scope: 'brand' })).toEqual([
    { key: 'scope', now: { as: 'code', group: 'scope', code: 'brand' } },
  ])
})

test('what a tier gives is told in per cent and in times', () => {
  const [tiers] = told('tiers.replace', {
    tiers: [{ id: 'tir_1', discount: 9_500, points_multiplier: 12_000 }],
  })
  expect(tiers?.now).toEqual({
    as: 'list',
    items: [
      {
        as: 'facts',
        facts: [
          { key: 'discount', now: { as: 'percent', number: 9_500 } },
          { key: 'points_multiplier', now: { as: 'times', number: 12_000 } },
        ],
      },
    ],
  })
})

test('what is empty is told only where it changed to that', () => {
  expect(told('session.log_in', {})).toEqual([])
  expect(told('joining_link.create', { guide_id: null })).toEqual([])
  expect(told('store.edit', { phone: { from: '021', to: null } })).toHaveLength(1)
})

test('records do not fit in a line', () => {
  const facts = told('access_policy.replace', { approval_days: 7, limits: [{ day_max: 1 }] })
  expect(facts.map(isShort)).toEqual([true, false])
})

test('what the entry says already is left out, the version of a text is not', () => {
  expect(
    told('store.create', { id: STORE, version: 1, code: 'A01' }).map(({ key }) => key),
  ).toEqual(['code'])
  expect(told('policy.publish', { version: 2 })).toEqual([
    { key: 'version', now: { as: 'count', number: 2 } },
  ])
})

test('a subject may be of any kind, and says which', () => {
  const [subject, store] = told('approval.request', { subject: STORE, store_id: STORE })
  expect([subject?.now.as, store?.now.as]).toEqual(['thing', 'id'])
})
