import type { AccessPolicy } from '@huitong/api'
import { expect, test } from 'vitest'
import { toPolicy, toPolicyValues } from './limits'

const policy: AccessPolicy = {
  limits: [
    { action: 'adjust_points', day_max: 10_000 },
    { action: 'export_members', day_max: 0 },
  ],
  approval_days: 7,
  unmask_day_max: 50,
  second_factor_roles: ['owner'],
}

test('an act that is missing needs nobody, one with zero always somebody', () => {
  const values = toPolicyValues(policy)
  expect(values.adjust_points).toEqual({ rule: 'over', day_max: 10_000 })
  expect(values.export_members).toEqual({ rule: 'always' })
  expect(values.return_without_receipt).toEqual({ rule: 'never' })
})

test('what was read is sent back as it was', () => {
  expect(toPolicy(toPolicyValues(policy))).toEqual(policy)
})

test('a sum that was typed before another rule was chosen is not sent', () => {
  const values = toPolicyValues(policy)
  values.adjust_points = { rule: 'always', day_max: 10_000 }
  values.export_members = { rule: 'never', day_max: 5 }
  expect(toPolicy(values).limits).toEqual([{ action: 'adjust_points', day_max: 0 }])
})
