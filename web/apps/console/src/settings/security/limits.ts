// The limits of acts as people choose them: never, over a sum a day, or always a second person.
// The contract says the same by an act that is missing, a sum, and zero.

import type { AccessPolicy, ApprovalLimit } from '@huitong/api'

export const ACTIONS = [
  'adjust_points',
  'adjust_stored_value',
  'export_members',
  'return_without_receipt',
  'publish_offer',
] as const satisfies readonly ApprovalLimit['action'][]
export type Action = (typeof ACTIONS)[number]

export const RULES = ['never', 'over', 'always'] as const
export type Rule = (typeof RULES)[number]

export interface LimitValue {
  rule: Rule
  day_max?: number | undefined
}

export type PolicyValues = Record<Action, LimitValue> &
  Pick<AccessPolicy, 'approval_days' | 'unmask_day_max' | 'second_factor_roles'>

/** Whether an act's size is money; else it is a count. */
export function isMoney(action: string): boolean {
  return (
    action === 'adjust_stored_value' ||
    action === 'return_without_receipt' ||
    action === 'publish_offer'
  )
}

export function toPolicyValues({ limits, ...rest }: AccessPolicy): PolicyValues {
  const value = (action: Action) => toLimitValue(limits.find((limit) => limit.action === action))
  return {
    adjust_points: value('adjust_points'),
    adjust_stored_value: value('adjust_stored_value'),
    export_members: value('export_members'),
    return_without_receipt: value('return_without_receipt'),
    publish_offer: value('publish_offer'),
    ...rest,
  }
}

export function toPolicy(values: PolicyValues): AccessPolicy {
  const { approval_days, unmask_day_max, second_factor_roles } = values
  return {
    limits: ACTIONS.flatMap((action) => toLimit(action, values[action])),
    approval_days,
    unmask_day_max,
    second_factor_roles,
  }
}

function toLimitValue(limit: ApprovalLimit | undefined): LimitValue {
  if (limit === undefined) return { rule: 'never' }
  return limit.day_max === 0 ? { rule: 'always' } : { rule: 'over', day_max: limit.day_max }
}

function toLimit(action: Action, { rule, day_max = 0 }: LimitValue): ApprovalLimit[] {
  if (rule === 'never') return []
  return [{ action, day_max: rule === 'always' ? 0 : day_max }]
}
