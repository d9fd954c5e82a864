// One number: beside the period before, with how it is worked out, and the way to its rows.

import { QuestionCircleOutlined } from '@ant-design/icons'
import type { Indicator } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button, Card, Popover } from 'antd'
import { Link } from 'react-router'
import { changeOf, shown, side } from './indicators'

interface IndicatorCardProps {
  indicator: Indicator
  rows: string | undefined
}

export function IndicatorCard({ indicator, rows }: IndicatorCardProps) {
  const { t } = useWords()
  const title = t(`indicator.${indicator.key}`)
  const value = shown(indicator)
  return (
    <Card size="small">
      <div className="quiet" style={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <span>{title}</span>
        <Popover trigger={['hover', 'focus']} content={<Formula indicator={indicator} />}>
          <Button
            type="text"
            size="small"
            aria-label={t('overview.formula_of', { title })}
            icon={<QuestionCircleOutlined />}
          />
        </Popover>
      </div>
      <div className="num" style={{ fontSize: 24, fontWeight: 600, lineHeight: 1.5 }}>
        {rows ? (
          <Link
            to={rows}
            style={{ color: 'inherit' }}
            title={t('overview.rows_behind')}
            aria-label={`${title} ${value}`}
          >
            {value}
          </Link>
        ) : (
          value
        )}
      </div>
      <Compared indicator={indicator} />
    </Card>
  )
}

function Compared({ indicator }: { indicator: Indicator }) {
  const { t } = useWords()
  const change = changeOf(indicator)
  if (indicator.before === null && indicator.value !== null) {
    return <div className="quiet indicator-change">{t('overview.as_of_now')}</div>
  }
  const tones = { good: 'num given', bad: 'num owed', even: 'num' } as const
  return (
    <div className="quiet indicator-change">
      {t('overview.against_before')}{' '}
      <span style={{ whiteSpace: 'nowrap' }}>
        {change ? <span className={tones[change.tone]}>{change.text}</span> : '–'}
        {change?.isPoints && ` ${t('overview.points_of_percent')}`}
      </span>
    </div>
  )
}

function Formula({ indicator }: { indicator: Indicator }) {
  const { t } = useWords()
  const { key, unit, numerator, denominator } = indicator
  const isForEach = unit === 'hundredths' || unit === 'money_each'
  return (
    <div style={{ maxWidth: 320 }}>
      <div>{t(`formula.${key}`)}</div>
      {denominator !== null && (
        <div className="num" style={{ marginTop: 6 }}>
          {side(unit, key, numerator)} ÷{' '}
          {isForEach ? formatCount(denominator) : side(unit, key, denominator)} = {shown(indicator)}
        </div>
      )}
    </div>
  )
}
