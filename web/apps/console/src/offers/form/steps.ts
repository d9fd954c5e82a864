// The steps of the form of an offer, and which of them asks for a field.

import type { OfferKind } from '@huitong/api'

/** 类型 comes before the form: it decides which fields there are. */
export const STEPS = ['kind', 'what', 'coupon', 'who', 'limits', 'save'] as const
export type Step = (typeof STEPS)[number]

export function stepsOf(kind: OfferKind): readonly Step[] {
  return kind === 'coupon' ? STEPS : STEPS.filter((step) => step !== 'coupon')
}

/** Of what the rule says, this is what it takes off which goods; the rest is how it goes together. */
const WHAT: readonly unknown[] = ['effect', 'goods', 'extras', 'reach']

export function stepOf([first, second]: readonly unknown[]): Step {
  switch (first) {
    case 'rule':
      return WHAT.includes(second) || second === undefined ? 'what' : 'limits'
    case 'coupon':
      return 'coupon'
    case 'who':
    case 'schedule':
      return 'who'
    case 'limits':
    case 'bearers':
      return 'limits'
    default:
      return 'what'
  }
}

/** The first step that asks for one of some fields. */
export function firstStepOf(
  steps: readonly Step[],
  names: readonly (readonly unknown[])[],
): Step | undefined {
  const wrong = names.map(stepOf)
  return steps.find((step) => wrong.includes(step))
}
