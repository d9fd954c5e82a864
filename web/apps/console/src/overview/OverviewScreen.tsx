// 工作台: a business day at a glance, beside the day before, the last thirty days and store by store.

import type { Overview } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Card, DatePicker, Empty } from 'antd'
import dayjs from 'dayjs'
import { useSearchParams } from 'react-router'
import { Page } from '@/ui/Page'
import { Answered } from '@/ui/states'
import { FigureCards } from './FigureCards'
import { hasHappened } from './figures'
import { useOverview } from './queries'
import { StoreRanking } from './StoreRanking'
import { TrendCard } from './TrendCard'

export function OverviewScreen() {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const date = search.get('date') ?? undefined
  const overview = useOverview(date)
  const shown = date ?? overview.data?.date
  const picker = (
    <DatePicker
      aria-label={t('overview.date')}
      value={shown ? dayjs(shown) : null}
      allowClear={date !== undefined}
      onChange={(day) => setSearch(day ? { date: day.format('YYYY-MM-DD') } : {})}
    />
  )
  return (
    <Page title={t('nav.overview')} acts={picker}>
      {overview.isError && overview.data && (
        <Alert type="warning" showIcon role="alert" title={t('error.not_fresh')} />
      )}
      <Answered query={overview}>{(answer) => <Day overview={answer} />}</Answered>
    </Page>
  )
}

function Day({ overview }: { overview: Overview }) {
  const { t } = useWords()
  const isEmpty =
    !hasHappened(overview.total) && !overview.trend.some(({ date: _, ...day }) => hasHappened(day))
  if (isEmpty) {
    return (
      <Card>
        <Empty description={t('overview.empty', { date: overview.date })} />
      </Card>
    )
  }
  return (
    <>
      <FigureCards now={overview.total} before={overview.day_before} />
      <TrendCard trend={overview.trend} />
      <StoreRanking stores={overview.by_store} />
    </>
  )
}
