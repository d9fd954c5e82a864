// The terms in sentences: below the fields that they come from, and where two edits met.

import type { Rung, Terms } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import type { Words } from '@huitong/words/react'
import { formatPercent } from '../RateInput'

type Say = Pick<Words, 't'>

/** What a form holds while somebody types: any number may be missing. */
export type Typed<T> = { [K in keyof T]?: T[K] | undefined }

export function sayEarn({ t }: Say, earn: Typed<Terms['earn']>): string | undefined {
  const { per_amount, points, rounding } = earn
  if (per_amount === undefined || points === undefined || rounding === undefined) return undefined
  if (points === 0) return t('terms.earn_nothing')
  return t('terms.earn_told', {
    amount: formatMoney(per_amount),
    points: formatCount(points),
    points_rounding: rounding,
  })
}

export function sayOffset({ t }: Say, offset: Typed<Terms['offset']>): string | undefined {
  const { is_on, step_points, step_value, cap } = offset
  if (!is_on) return t('terms.offset_off')
  if (step_points === undefined || step_value === undefined || cap === undefined) return undefined
  return t('terms.offset_told', {
    points: formatCount(step_points),
    amount: formatMoney(step_value),
    share: formatPercent(cap),
  })
}

export function sayLadder({ t }: Say, ladder: readonly Typed<Rung>[]): string {
  if (ladder.length === 0) return t('terms.ladder_none')
  return ladder
    .map(({ pay = 0, bonus = 0 }) =>
      t('top_up.rung', { pay: formatMoney(pay), bonus: formatMoney(bonus) }),
    )
    .join(' · ')
}

export function sayCaps({ t }: Say, { named, bearer }: Terms['caps']): string {
  return t('terms.caps_told', { named: formatMoney(named), bearer: formatMoney(bearer) })
}

export function sayExpiry({ t }: Say, days: number | null | undefined): string {
  return days ? t('terms.expiry_told', { days }) : t('terms.expiry_never')
}
