import type { Indicator } from '@huitong/api'
import { expect, test } from 'vitest'
import { changeOf, GROUPS, LEADING, rowsBehind, shown } from './indicators'

function indicator(of: Partial<Indicator>): Indicator {
  return {
    key: 'net_sales',
    unit: 'money',
    value: 0,
    before: 0,
    numerator: 0,
    denominator: null,
    ...of,
  }
}

test('numbers are written by their unit', () => {
  expect(shown(indicator({ value: 1234567 }))).toBe('12,345.67')
  expect(shown(indicator({ unit: 'count', value: 1234 }))).toBe('1,234')
  expect(shown(indicator({ unit: 'hundredths', value: 305 }))).toBe('3.05')
  expect(shown(indicator({ unit: 'share', value: 1234 }))).toBe('12.3%')
  expect(shown(indicator({ unit: 'money_each', value: null }))).toBe('–')
})

test('a change says whether it is for the better', () => {
  expect(changeOf(indicator({ value: 150, before: 100 }))).toEqual({
    text: '▲ +50.0%',
    isPoints: false,
    tone: 'good',
  })
  expect(changeOf(indicator({ key: 'returned', value: 150, before: 100 }))?.tone).toBe('bad')
  expect(changeOf(indicator({ unit: 'share', value: 1000, before: 1500 }))).toEqual({
    text: '▼ -5.0',
    isPoints: true,
    tone: 'bad',
  })
  expect(changeOf(indicator({ value: 100, before: 100 }))?.tone).toBe('even')
  expect(changeOf(indicator({ value: 100, before: 0 }))).toBeUndefined()
  expect(changeOf(indicator({ value: null, before: 1 }))).toBeUndefined()
})

test('each number stands in one place', () => {
  const all = [...LEADING, ...GROUPS.flatMap(({ of }) => of)]
  expect(new Set(all).size).toBe(all.length)
})

test('the rows behind a number are those of the period and the store', () => {
  const days = { from: '2026-11-01', to: '2026-11-02' }
  expect(rowsBehind('orders', days, {})).toBe('/orders?from=2026-11-01&to=2026-11-02')
  expect(rowsBehind('stored_value_spent', days, { store_id: 'sto_1' })).toBe(
    '/orders?from=2026-11-01&to=2026-11-02&store_id=sto_1&tender=stored_value',
  )
  expect(rowsBehind('repeat_rate', days, {})).toBe('/orders?from=2026-11-01&to=2026-11-02')
  expect(rowsBehind('new_members', days, { store_id: 'sto_1' })).toBe(
    '/members?store_id=sto_1&enrolled_from=2026-11-01&enrolled_to=2026-11-02',
  )
  expect(rowsBehind('points_outstanding', days, {})).toBeUndefined()
  expect(rowsBehind('orders', days, { region_id: 'reg_1' })).toBeUndefined()
})
