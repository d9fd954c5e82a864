// What one unit costs this buyer, and what is taken off a line, each with its reason.

import type { Quote, QuoteLine } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Money } from '@/ui/Amount'

export function PriceCell({ line }: { line: QuoteLine | undefined }) {
  const { code } = useWords()
  if (!line) return <span className="quiet">–</span>
  const { unit_price, list_price, price_source } = line
  return (
    <>
      <Money fen={unit_price} />
      {price_source !== 'list' && (
        <div className="quiet num">
          {code('price_source', price_source)}{' '}
          {unit_price !== list_price && <s>{formatMoney(list_price)}</s>}
        </div>
      )}
    </>
  )
}

interface DiscountCellProps {
  line: QuoteLine
  quote: Quote | undefined
}

export function DiscountCell({ line, quote }: DiscountCellProps) {
  const nameOf = new Map(quote?.explanations.map(({ offer_id, name }) => [offer_id, name]))
  return (
    <>
      <span className="num given">-{formatMoney(line.discount)}</span>
      {line.shares.map(({ offer_id }) => (
        <div key={offer_id} className="quiet">
          {nameOf.get(offer_id)}
        </div>
      ))}
    </>
  )
}
