// What became of an offer, in words: given, beaten and by which, or not fitting and by how much.

import type { OfferExplanation } from '@huitong/api'
import type { Explanation } from '@huitong/pricing'
import { formatMoney } from '@huitong/words'
import type { Words } from '@huitong/words/react'

type Outcome = OfferExplanation['outcome']

interface Told {
  text: string
  tone: 'good' | 'warn' | 'plain'
}

/** `nameOf` says how the offers are called that were better. */
export function sayOutcome(
  { t, code }: Pick<Words, 't' | 'code'>,
  outcome: Outcome,
  nameOf: (offerId: string) => string,
): Told {
  if (outcome.kind === 'applied') {
    const text =
      outcome.amount > 0
        ? t('explain.applied_amount', { amount: formatMoney(outcome.amount) })
        : t('explain.applied_extras')
    return { text, tone: 'good' }
  }
  const { missing } = outcome
  const short =
    missing == null
      ? []
      : [
          missing.kind === 'amount'
            ? t('explain.missing_amount', { amount: formatMoney(missing.amount) })
            : t('explain.missing_pieces', { count: missing.pieces }),
        ]
  if (outcome.kind === 'not_eligible') {
    return { text: [code('why_not', outcome.why), ...short].join(' · '), tone: 'plain' }
  }
  const others = outcome.offer_ids.map(nameOf).join(t('word.list_comma'))
  const because = t('explain.beaten', { because: code('because', outcome.because) })
  return { text: [because, ...(others ? [others] : []), ...short].join(' · '), tone: 'warn' }
}

/** The outcome as the engine in the browser says it, as the server says it. */
export function asServerSays(outcome: Explanation['outcome']): Outcome {
  if (outcome.kind === 'applied') {
    const withheld = outcome.withheld?.map(({ extra, why }) =>
      extra.kind === 'gift'
        ? { kind: extra.kind, sku_id: extra.sku_id, quantity: extra.quantity, why }
        : { kind: extra.kind, why },
    )
    return { ...outcome, withheld }
  }
  const missing =
    outcome.missing === null
      ? null
      : outcome.missing.kind === 'pieces'
        ? { kind: 'pieces' as const, pieces: outcome.missing.of }
        : { kind: 'amount' as const, amount: outcome.missing.of }
  if (outcome.kind === 'not_eligible') return { ...outcome, missing }
  return { kind: 'beaten_by', offer_ids: outcome.offers, because: outcome.because, missing }
}
