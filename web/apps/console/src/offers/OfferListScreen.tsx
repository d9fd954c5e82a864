// 促销活动 and 券模板: what there is, where it is in its life, and what it gave so far.

import type { OfferFilter, OfferKind, OfferSummary } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { TextLink } from '@/members/TextLink'
import { useMay } from '@/session/context'
import { type StoreTime, useStoreTime } from '@/stores/time'
import { countColumn } from '@/ui/Amount'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { StateTag } from '@/ui/StateTag'
import { useAsked } from '@/ui/useAsked'
import { PhaseTag } from './PhaseTag'
import { sayPeriod } from './period'
import { useOfferList } from './queries'
import { Used } from './Used'
import './offers.css'

const STATES = ['draft', 'live', 'paused', 'ended'] as const

export const PATHS = { promotion: '/promotions', coupon: '/coupon-templates' } as const

export function OfferListScreen({ kind }: { kind: OfferKind }) {
  const words = useWords()
  const { t, code } = words
  const may = useMay()
  const navigate = useNavigate()
  const time = useStoreTime()
  const filters: FilterField[] = [
    { kind: 'text', name: 'q', label: t('offer.search') },
    {
      kind: 'select',
      name: 'state',
      label: t('word.state'),
      allText: t('offer.all_states'),
      options: STATES.map((value) => ({ value, label: code('offer_state', value) })),
    },
  ]
  const offers = useOfferList({ ...useAsked<OfferFilter>(filters), kind })
  const make = may('offers.write') && (
    <Button type="primary" onClick={() => navigate(`${PATHS[kind]}/new`)}>
      {t(`offer.new_${kind}`)}
    </Button>
  )
  return (
    <ListPage
      name={`offers_${kind}`}
      title={t(kind === 'coupon' ? 'nav.coupon_templates' : 'nav.promotions')}
      acts={make}
      filters={filters}
    >
      <ListTable<OfferSummary>
        name={`offers_${kind}`}
        query={offers}
        rowKey={({ id }) => id}
        columns={columnsOf(kind, words, time)}
        emptyText={t(`offer.none_${kind}`)}
        emptyHint={t(`offer.none_${kind}_hint`)}
        emptyAct={make}
      />
    </ListPage>
  )
}

export function PromotionListScreen() {
  return <OfferListScreen key="promotion" kind="promotion" />
}

export function TemplateListScreen() {
  return <OfferListScreen key="coupon" kind="coupon" />
}

function columnsOf(kind: OfferKind, words: Words, time: StoreTime): ListColumn<OfferSummary>[] {
  const { t, code } = words
  const layer: ListColumn<OfferSummary> = {
    key: 'layer',
    title: t('offer.layer'),
    isOptional: true,
    render: (_, one) => code('layer', one.layer),
  }
  const issued: ListColumn<OfferSummary> = {
    ...countColumn<OfferSummary>('issued', t('offer.issued'), ({ used }) => used.issued ?? 0),
    isOptional: true,
  }
  return [
    {
      key: 'name',
      title: t('offer.name'),
      render: (_, { id, name, version, has_draft }) => (
        <>
          <TextLink to={`/offers/${id}`}>{name}</TextLink>{' '}
          {version > 0 && <span className="num quiet">v{version}</span>}{' '}
          {version > 0 && has_draft && <StateTag tone="warn">{t('offer.has_draft')}</StateTag>}
        </>
      ),
    },
    {
      key: 'phase',
      title: t('offer.phase'),
      onPhone: 'beside',
      render: (_, { phase }) => <PhaseTag phase={phase} />,
    },
    kind === 'coupon' ? issued : layer,
    {
      key: 'period',
      title: t('offer.period'),
      onPhone: 'wide',
      isOptional: true,
      render: (_, one) => (
        <span className="num">{sayPeriod(words, one, (moment) => time(moment))}</span>
      ),
    },
    {
      key: 'used',
      title: t('offer.used'),
      align: 'right',
      render: (_, { used }) => <Used used={used} />,
    },
  ]
}
