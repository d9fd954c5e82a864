// Last: somebody new is welcomed, somebody known is greeted; both see their member number.

import { useWords } from '@huitong/words/react'
import { Card } from './Card'
import type { Joined } from './types'

export function DoneStep({ joined }: { joined: Joined }) {
  const { t } = useWords()
  const title = joined.is_new
    ? t('join.welcome')
    : joined.name === ''
      ? t('join.back_nameless')
      : t('join.back', { name: joined.name })
  return (
    <div className="arrived" role="status">
      <Card title={title} picture={<Tick />}>
        <p className="lead">{joined.is_new ? t('join.welcome_lead') : t('join.back_lead')}</p>
        <dl className="number">
          <dt>{t('join.member_no')}</dt>
          <dd>{joined.member_no}</dd>
        </dl>
      </Card>
    </div>
  )
}

function Tick() {
  return (
    <svg className="tick" viewBox="0 0 68 68" aria-hidden="true">
      <circle cx="34" cy="34" r="32" fill="#0f6a63" />
      <path
        d="M20 35.5 30 45l19-21"
        fill="none"
        stroke="#fff"
        strokeWidth="5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
