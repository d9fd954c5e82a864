// 工作台: a period at a glance, beside the period before, day by day, hour by hour, place by place.

import type { Overview, OverviewFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert } from 'antd'
import { useSearchParams } from 'react-router'
import { useChosenStore } from '@/stores/chosen'
import { HeadFirst } from '@/ui/HeadFirst'
import { Page } from '@/ui/Page'
import { Answered } from '@/ui/states'
import { askedBy } from './asked'
import { HoursCard } from './HoursCard'
import { IndicatorGroups, LeadingIndicators } from './Indicators'
import { NothingYet } from './NothingYet'
import { Pickers } from './Pickers'
import { useOverview } from './queries'
import { RegionTable } from './RegionTable'
import { StoreRanking } from './StoreRanking'
import { TrendCard } from './TrendCard'
import { useLive } from './useLive'
import './overview.css'

export function OverviewScreen() {
  const { t } = useWords()
  const [search] = useSearchParams()
  const { storeId } = useChosenStore()
  const asked = askedBy(search, storeId)
  const overview = useOverview(asked)
  useLive()
  const { data } = overview
  const days = data && (data.from === data.to ? data.to : `${data.from} – ${data.to}`)
  return (
    <Page
      title={t('nav.overview')}
      beside={<span className="num quiet">{days}</span>}
      acts={
        <HeadFirst instead={<div className="pickers-to-come" />}>
          <Pickers shown={data} asked={asked} />
        </HeadFirst>
      }
    >
      {overview.isError && data && (
        <Alert type="warning" showIcon role="alert" title={t('error.not_fresh')} />
      )}
      <Answered query={overview}>
        {(answer) => (
          <div className="page" aria-busy={overview.isPlaceholderData}>
            <Period overview={answer} asked={asked} />
          </div>
        )}
      </Answered>
    </Page>
  )
}

function Period({ overview, asked }: { overview: Overview; asked: OverviewFilter }) {
  const isEmpty = !hasHappened(overview.total) && !overview.trend.some(hasHappened)
  if (isEmpty) return <NothingYet date={overview.to} />
  return (
    <>
      <LeadingIndicators overview={overview} asked={asked} />
      <TrendCard trend={overview.trend} past={overview.trend_before} />
      <IndicatorGroups overview={overview} asked={asked} />
      <HoursCard overview={overview} />
      <RegionTable stores={overview.by_store} />
      {!asked.store_id && <StoreRanking stores={overview.by_store} />}
    </>
  )
}

function hasHappened(figures: Overview['total'] | Overview['trend'][number]): boolean {
  return Object.values(figures).some((figure) => typeof figure === 'number' && figure !== 0)
}
