// What terms say, as a list of sentences.

import type { OfferTerms } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { sentences } from './sentences'
import { useNames } from './useNames'

export function Says({ terms }: { terms: OfferTerms }) {
  const words = useWords()
  const [first, ...rest] = sentences(words, terms, useNames([terms]))
  return (
    <div className="offer-says">
      <strong>{first}</strong>
      <ul>
        {rest.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  )
}
