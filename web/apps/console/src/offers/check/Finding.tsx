// One finding: what it means, what can be done, the other offers, and some of the goods.

import type { OfferFinding } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex } from 'antd'
import { StateTag } from '@/ui/StateTag'
import { OfferName } from '../OfferName'
import { Examples } from './Examples'
import { sayFinding } from './findings'

export function Finding({ finding }: { finding: OfferFinding }) {
  const words = useWords()
  const { t, code } = words
  const { severity, offers, examples } = finding
  const { title, means, advice } = sayFinding(words, finding)
  return (
    <section className={`offer-finding is-${severity}`} aria-label={title}>
      <Flex gap={8} align="center" wrap>
        <strong>{title}</strong>
        <StateTag tone={severity === 'warning' ? 'warn' : 'plain'}>
          {code('severity', severity)}
        </StateTag>
      </Flex>
      <p>{means}</p>
      <p className="quiet">{advice}</p>
      {offers.length > 0 && (
        <Flex gap={8} wrap>
          <span className="quiet">{t('finding.offers')}</span>
          {offers.map((id) => (
            <OfferName key={id} id={id} />
          ))}
        </Flex>
      )}
      {examples.length > 0 && <Examples finding={finding} />}
    </section>
  )
}
