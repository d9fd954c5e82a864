// The terms of two versions side by side, part by part, in words.

import type { OfferTerms } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import type { Words } from '@huitong/words/react'
import { type Names, sentences } from './sentences'

export interface Field {
  key: string
  label: string
  text: string
}

const COUNTS = [
  'uses',
  'uses_a_day',
  'uses_a_store_day',
  'uses_a_member',
  'uses_a_member_day',
] as const
const CLAIMS = ['a_member', 'a_member_day', 'a_day', 'a_store_day'] as const
const BEARERS = ['headquarters', 'store', 'supplier'] as const

/** Every part of the terms with what it says, so that two of them can be compared. */
export function fieldsOf(
  words: Pick<Words, 't' | 'code' | 'lang'>,
  terms: OfferTerms,
  names: Names,
) {
  const { t, code } = words
  const { name, rule, limits = {}, bearers, coupon } = terms
  const none = t('offer.no_limit')
  const count = (of: number | null | undefined) => (of == null ? none : formatCount(of))
  const fields: Field[] = [
    { key: 'name', label: t('offer.name'), text: name },
    { key: 'says', label: t('offer.says'), text: sentences(words, terms, names).join('\n') },
    { key: 'layer', label: t('offer.layer'), text: code('layer', rule.layer) },
    { key: 'priority', label: t('offer_form.priority'), text: String(rule.priority ?? 0) },
    {
      key: 'budget',
      label: t('offer.budget'),
      text: limits.budget == null ? none : formatMoney(limits.budget),
    },
    ...COUNTS.map((key) => ({ key, label: t(`offer.${key}`), text: count(limits[key]) })),
    ...BEARERS.map((key) => ({
      key,
      label: t(`offer.bearer_${key}`),
      text: `${(bearers?.[key] ?? (key === 'store' && !bearers ? 10_000 : 0)) / 100}%`,
    })),
  ]
  if (!coupon) return fields
  const claim = coupon.claim
  return [
    ...fields,
    { key: 'issue_max', label: t('offer.issue_max'), text: count(coupon.issue_max) },
    ...CLAIMS.map((key) => ({
      key,
      label: t(`offer.claim_${key}`),
      text: claim ? count(claim[key]) : t('offer.no_claim'),
    })),
    { key: 'undo', label: t('offer.undo_hours'), text: String(coupon.undo_hours ?? 48) },
  ]
}
