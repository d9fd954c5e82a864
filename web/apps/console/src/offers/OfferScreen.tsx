// One promotion or coupon template: what it says and gave, its versions, and for a template its
// issues and coupons; with everything that can be done about it.

import type { OfferDetail, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert } from 'antd'
import { Link, useParams } from 'react-router'
import { usePendingFor } from '@/approvals/queries'
import { useMay } from '@/session/context'
import { DetailPage } from '@/ui/DetailPage'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { CheckTab } from './check/CheckTab'
import { IssuesTab } from './issues/IssuesTab'
import { OfferActs } from './OfferActs'
import { PATHS } from './OfferListScreen'
import { OverviewTab } from './OverviewTab'
import { PhaseTag } from './PhaseTag'
import { useOffer } from './queries'
import { ReplayTab } from './replay/ReplayTab'
import { TemplateCoupons } from './TemplateCoupons'
import { VersionsTab } from './VersionsTab'
import './offers.css'

export function OfferScreen() {
  const { offerId = '' } = useParams()
  const offer = useOffer(offerId)
  return (
    <Answered query={offer}>{(tagged) => <OfferPage key={offerId} tagged={tagged} />}</Answered>
  )
}

function OfferPage({ tagged }: { tagged: Tagged<OfferDetail> }) {
  const { t, code } = useWords()
  const offer = tagged.data
  const { id, kind, name, phase, version, has_draft } = offer
  const may = useMay()
  const isTemplate = kind === 'coupon'
  const mayCheck = may('offers.write') && offer.state !== 'ended'
  return (
    <DetailPage
      title={name}
      beside={
        <>
          <Link to={PATHS[kind]}>{code('offer_kind', kind)}</Link>
          <PhaseTag phase={phase} />
          {version > 0 && <span className="num quiet">{t('offer.version', { version })}</span>}
          {version > 0 && has_draft && <StateTag tone="warn">{t('offer.has_draft')}</StateTag>}
        </>
      }
      acts={<OfferActs offer={offer} etag={tagged.etag} />}
      notice={<Waiting offerId={id} />}
      tabs={[
        { key: 'overview', label: t('offer.overview'), children: <OverviewTab offer={offer} /> },
        mayCheck && {
          key: 'check',
          label: t('check.title'),
          children: <CheckTab offer={offer} />,
        },
        may('offers.write') && {
          key: 'replays',
          label: t('replay.tab'),
          children: <ReplayTab offer={offer} />,
        },
        { key: 'versions', label: t('offer.versions'), children: <VersionsTab offer={offer} /> },
        isTemplate && {
          key: 'issues',
          label: t('offer.issues'),
          children: <IssuesTab offerId={id} />,
        },
        isTemplate && {
          key: 'coupons',
          label: t('offer.coupons'),
          children: <TemplateCoupons offerId={id} />,
        },
      ]}
    />
  )
}

/** That it was asked for already and a second person decides. */
function Waiting({ offerId }: { offerId: string }) {
  const { t } = useWords()
  const [waiting] = usePendingFor(offerId)
  if (!waiting) return null
  return (
    <Alert
      type="info"
      showIcon
      title={t('offer.waits')}
      action={
        <Link to={`/approvals?tab=${waiting.isOwn ? 'own' : 'pending'}`}>{t('act.look')}</Link>
      }
    />
  )
}
