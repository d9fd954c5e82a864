// What a finding means and what can be done about it, in words.

import type { OfferFinding } from '@huitong/api'
import { formatCount } from '@huitong/words'
import type { Words } from '@huitong/words/react'

interface ToldFinding {
  title: string
  /** What it means for the shop. */
  means: string
  /** What whoever writes the offer can do. */
  advice: string
}

export function sayFinding({ t }: Pick<Words, 't'>, finding: OfferFinding): ToldFinding {
  const { code, nobody, skus, offers } = finding
  const counts = { skus: formatCount(skus), offers: formatCount(offers.length) }
  if (code === 'dead') {
    // A reason that this console does not know yet is still told as "nobody".
    const why = nobody ?? 'contradiction'
    return {
      title: t('finding.dead'),
      means: t(`finding.dead_${why}`),
      advice: t(`finding.dead_${why}_do`),
    }
  }
  return {
    title: t(`finding.${code}`),
    means: t(`finding.${code}_means`, counts),
    advice: t(`finding.${code}_do`),
  }
}

/** The most that is lost on an example: what the pieces cost, less what they come to. */
export function marginOf({
  quantity,
  cost_price,
  total,
}: OfferFinding['examples'][number]): number | undefined {
  if (quantity == null || cost_price == null || total == null) return undefined
  return total - cost_price * quantity
}

export function warningsIn(findings: readonly OfferFinding[]): number {
  return findings.filter(({ severity }) => severity === 'warning').length
}
