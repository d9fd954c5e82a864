// What the form of an offer holds, and the terms that it makes. The names of its fields are those of
// the terms, so that a refusal finds its field by the pointer; only the simple conditions are laid
// out flat under `who`.

import {
  type CouponTerms,
  type FieldProblem,
  type OfferCondition,
  type OfferRule,
  type OfferTerms,
  ProblemError,
} from '@huitong/api'
import { isFlat, type Who, whoOf, whoToCondition } from './who'

export interface OfferValues {
  name: string
  rule: Omit<OfferRule, 'condition'>
  who: Who
  /** A tree that the form does not show in fields, kept as it is. */
  tree?: OfferCondition | undefined
  schedule: NonNullable<OfferTerms['schedule']>
  limits: NonNullable<OfferTerms['limits']>
  bearers: NonNullable<OfferTerms['bearers']>
  coupon?: CouponTerms | undefined
}

const STORE_BEARS = { headquarters: 0, store: 10_000, supplier: 0 }

export function toValues(terms: OfferTerms): OfferValues {
  const { name, rule, schedule = {}, limits = {}, bearers, coupon } = terms
  const { condition, ...rest } = rule
  const flat = isFlat(condition)
  return {
    name,
    rule: rest,
    who: flat ? whoOf(condition) : {},
    ...(flat || !condition ? {} : { tree: condition }),
    schedule,
    limits,
    bearers: bearers ?? STORE_BEARS,
    ...(coupon ? { coupon } : {}),
  }
}

export function toTerms({ name, rule, who, tree, coupon, ...rest }: OfferValues): OfferTerms {
  const condition = tree ?? whoToCondition(who)
  return plain({
    name: name.trim(),
    rule: { ...rule, ...(condition ? { condition } : {}) },
    ...rest,
    ...(coupon ? { coupon } : {}),
  }) as OfferTerms
}

/** Without what was left empty: absent is what the contract calls "none". */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([, one]) => one !== undefined && one !== null && !Number.isNaN(one),
  )
  return Object.fromEntries(kept.map(([key, one]) => [key, plain(one)]))
}

/** A refusal with the names that its fields have here. */
export function asFields(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error
  const fields = error.fields.map(
    (field): FieldProblem => ({
      ...field,
      pointer: field.pointer
        .replace(/^\/terms(?=\/)/, '')
        .replace(/^\/rule\/condition.*$/, '/who')
        .replace(/^\/rule\/reach\/.*$/, '/rule/reach'),
    }),
  )
  const { status, code, title, params, requestId } = error
  return new ProblemError(status, code, title, params, fields, requestId)
}
