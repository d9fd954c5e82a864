// Cards that lead on to other pages, under a heading of their own.

import type { Permission } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { Link } from 'react-router'
import { useMay } from '@/session/context'
import './lead-cards.css'

export interface Lead {
  path: string
  word: WordKey
  hint: WordKey
  /** Who does not have it does not see the card. */
  permission?: Permission
}

/** Nothing at all for somebody who may see none of the cards. */
export function LeadCards({ word, leads }: { word: WordKey; leads: readonly Lead[] }) {
  const { t } = useWords()
  const may = useMay()
  const seen = leads.filter(({ permission }) => !permission || may(permission))
  if (seen.length === 0) return null
  return (
    <section aria-label={t(word)}>
      <h2 className="lead-section">{t(word)}</h2>
      <div className="lead-cards">
        {seen.map((lead) => (
          <Link key={lead.path} to={lead.path} className="lead-card">
            <Card size="small" hoverable>
              <strong>{t(lead.word)}</strong>
              <div className="quiet">{t(lead.hint)}</div>
            </Card>
          </Link>
        ))}
      </div>
    </section>
  )
}
