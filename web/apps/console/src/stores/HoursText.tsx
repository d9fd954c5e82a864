// 营业时间 in a few lines: days in a row with the same times together.

import type { Opening } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { type DayGroup, groupsOf } from './hours'

export function HoursText({ openings }: { openings: readonly Opening[] }) {
  const { t, code } = useWords()
  if (openings.length === 0) return <span className="quiet">–</span>

  function days({ from, to }: DayGroup): string {
    const [first, last] = [code('weekday', from), code('weekday', to)]
    return from === to ? first : t('store.days', { first, last })
  }

  return groupsOf(openings).map((group) => (
    <div key={group.from}>
      {days(group)} <span className="num">{group.times.join(', ') || t('store.closed_day')}</span>
    </div>
  ))
}
