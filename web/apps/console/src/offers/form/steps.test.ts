import { expect, test } from 'vitest'
import { firstStepOf, stepOf, stepsOf } from './steps'

test('only a coupon template has rules of coupons', () => {
  expect(stepsOf('promotion')).toEqual(['kind', 'what', 'who', 'limits', 'save'])
  expect(stepsOf('coupon')).toContain('coupon')
})

test('every field belongs to a step', () => {
  const table = [
    [['name'], 'what'],
    [['rule', 'effect', 'off'], 'what'],
    [['rule', 'extras', 0, 'sku_id'], 'what'],
    [['rule', 'stacking', 'groups'], 'limits'],
    [['rule', 'times_max'], 'limits'],
    [['coupon', 'validity', 'from'], 'coupon'],
    [['who', 'hours_from'], 'who'],
    [['schedule', 'ends_at'], 'who'],
    [['bearers', 'store'], 'limits'],
  ] as const
  for (const [name, step] of table) expect(stepOf(name), name.join('.')).toBe(step)
})

test('one is led to the first step with a wrong field', () => {
  const steps = stepsOf('promotion')
  expect(firstStepOf(steps, [['bearers', 'store'], ['who']])).toBe('who')
  expect(firstStepOf(steps, [])).toBeUndefined()
})
