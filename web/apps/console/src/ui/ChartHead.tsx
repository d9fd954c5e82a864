// What stands above a chart: its title with how it is worked out, and the period before.

import { InfoCircleOutlined } from '@ant-design/icons'
import { formatShare } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button, Flex, Tooltip } from 'antd'

/** One figure against the same of the period before. */
export interface Comparison {
  /** Written for people, such as `1,234.50`. */
  now: string
  before: string
  /** By what part it changed; nothing where there was none before. */
  change: number | undefined
}

export function ChartTitle({ title, formula }: { title: string; formula?: string }) {
  const { t } = useWords()
  return (
    <Flex gap={4} align="center">
      <strong>{title}</strong>
      {formula && (
        <Tooltip title={formula} trigger={['hover', 'focus', 'click']}>
          <Button
            type="text"
            size="small"
            aria-label={`${t('chart.formula')}: ${title}`}
            icon={<InfoCircleOutlined />}
          />
        </Tooltip>
      )}
    </Flex>
  )
}

export function Compared({ now, before, change }: Comparison) {
  const { t } = useWords()
  const sign = change && change > 0 ? '▲ +' : '▼ '
  return (
    <span>
      <strong className="num">{now}</strong>{' '}
      <span className="quiet">
        {t('chart.before')} <span className="num">{before}</span>
      </span>{' '}
      {change !== undefined && (
        <span className={change < 0 ? 'num owed' : 'num given'}>
          {change === 0 ? '' : sign}
          {formatShare(change)}
        </span>
      )}
    </span>
  )
}
