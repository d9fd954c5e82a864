import { type OfferTerms, ProblemError } from '@huitong/api'
import { expect, test } from 'vitest'
import { asFields, toTerms, toValues } from './values'
import { minutesOf } from './who'

const TERMS: OfferTerms = {
  name: '满减',
  rule: {
    layer: 'order_promotion',
    effect: { kind: 'amount_off', amount: 500 },
    condition: {
      kind: 'all',
      of: [
        { kind: 'tier', any_of: ['tir_1'] },
        { kind: 'weekdays', any_of: [1, 3] },
        { kind: 'hours', from: 570, to: 1_440 },
      ],
    },
  },
  schedule: {},
  limits: { budget: 100 },
  bearers: { headquarters: 5_000, store: 5_000, supplier: 0 },
}

test('simple conditions go through the fields and back unchanged', () => {
  const values = toValues(TERMS)
  expect(values.who).toEqual({
    tiers: ['tir_1'],
    weekdays: [1, 3],
    hours_from: '09:30',
    hours_to: '24:00',
  })
  expect(toTerms(values)).toEqual(TERMS)
})

test('a tree is kept as it is', () => {
  const condition = { kind: 'not' as const, of: { kind: 'first_order' as const } }
  const terms = { ...TERMS, rule: { ...TERMS.rule, condition } }
  const values = toValues(terms)
  expect([values.who, values.tree]).toEqual([{}, condition])
  expect(toTerms(values).rule.condition).toEqual(condition)
  // One kind twice is a tree as well: the fields have one place for it.
  const twice = {
    kind: 'all' as const,
    of: [
      { kind: 'store' as const, any_of: ['a'] },
      { kind: 'store' as const, any_of: ['b'] },
    ],
  }
  expect(toValues({ ...TERMS, rule: { ...TERMS.rule, condition: twice } }).tree).toEqual(twice)
})

test('what is left empty is left out', () => {
  const values = toValues(TERMS)
  const terms = toTerms({
    ...values,
    who: { tiers: [], hours_from: 'x' },
    limits: { budget: null },
  })
  expect([terms.rule.condition, terms.limits]).toEqual([undefined, {}])
})

test('a refusal names the fields of the form', () => {
  const field = (pointer: string) => ({ pointer, code: 'x', params: {} })
  const error = new ProblemError(
    422,
    'invalid',
    '',
    {},
    [field('/terms/rule/effect/off'), field('/rule/condition/of/1/any_of'), field('/name')],
    undefined,
  )
  expect((asFields(error) as ProblemError).fields.map(({ pointer }) => pointer)).toEqual([
    '/rule/effect/off',
    '/who',
    '/name',
  ])
})

test('a time is hours and minutes', () => {
  expect(['09:30', '0:00', '24:00', '24:01', '9', ''].map(minutesOf)).toEqual([
    570,
    0,
    1_440,
    undefined,
    undefined,
    undefined,
  ])
})
