// The numbers: eight that people look at first, the others in their groups.

import type { Overview, OverviewFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import type { CSSProperties } from 'react'
import { IndicatorCard } from './IndicatorCard'
import { GROUPS, type IndicatorKey, LEADING, rowsBehind } from './indicators'

interface IndicatorsProps {
  overview: Overview
  asked: OverviewFilter
}

export function LeadingIndicators(props: IndicatorsProps) {
  const { t } = useWords()
  return (
    <section className="cards leading" aria-label={t('overview.figures')}>
      <Cards {...props} of={LEADING} />
    </section>
  )
}

export function IndicatorGroups(props: IndicatorsProps) {
  const { t } = useWords()
  return GROUPS.map(({ key, of }) => (
    <section key={key} aria-label={t(`overview.group_${key}`)}>
      <h2 className="indicator-group">{t(`overview.group_${key}`)}</h2>
      <div className={of.length > 6 ? 'cards group long' : 'cards group'} style={halfOf(of)}>
        <Cards {...props} of={of} />
      </div>
    </section>
  ))
}

function halfOf(of: readonly IndicatorKey[]): CSSProperties {
  return { '--half': Math.ceil(of.length / 2) } as CSSProperties
}

function Cards({ overview, asked, of }: IndicatorsProps & { of: readonly IndicatorKey[] }) {
  return of.map((key) => {
    const indicator = overview.indicators.find((one) => one.key === key)
    if (!indicator) return null
    return <IndicatorCard key={key} indicator={indicator} rows={rowsBehind(key, overview, asked)} />
  })
}
