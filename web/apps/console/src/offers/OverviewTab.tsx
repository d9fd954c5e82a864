// What holds and what the draft says, how much of the budget is gone, the limits and who pays.

import type { OfferDetail, OfferTerms } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card, Flex } from 'antd'
import { useStoreTime } from '@/stores/time'
import { Summary } from '@/ui/Summary'
import { sayPeriod } from './period'
import { Says } from './Says'
import { Used } from './Used'

export function OverviewTab({ offer }: { offer: OfferDetail }) {
  const { t } = useWords()
  const { terms, draft } = offer
  const shown = terms ?? draft
  return (
    <Flex vertical gap={16}>
      <Facts offer={offer} />
      <div className="offer-two">
        {terms && (
          <Card size="small" title={draft ? t('offer.says_now') : t('offer.says')}>
            <Says terms={terms} />
          </Card>
        )}
        {draft && (
          <Card size="small" title={t('offer.says_draft')}>
            <Says terms={draft} />
          </Card>
        )}
      </div>
      {shown && <Limits terms={shown} />}
    </Flex>
  )
}

function Facts({ offer }: { offer: OfferDetail }) {
  const words = useWords()
  const { t, code } = words
  const time = useStoreTime()
  const { used } = offer
  return (
    <Summary
      items={[
        { key: 'used', label: t('offer.used'), children: <Used used={used} /> },
        {
          key: 'period',
          label: t('offer.period'),
          children: sayPeriod(words, offer, (moment) => time(moment)),
        },
        { key: 'layer', label: t('offer.layer'), children: code('layer', offer.layer) },
        offer.kind === 'coupon' && {
          key: 'issued',
          label: t('offer.issued'),
          children: [used.issued ?? 0, ...(used.issue_max ? [used.issue_max] : [])]
            .map(formatCount)
            .join(' / '),
        },
      ]}
    />
  )
}

const COUNTS = [
  'uses',
  'uses_a_day',
  'uses_a_store_day',
  'uses_a_member',
  'uses_a_member_day',
] as const
const CLAIMS = ['a_member', 'a_member_day', 'a_day', 'a_store_day'] as const
const BEARERS = ['headquarters', 'store', 'supplier'] as const

/** The budget, how often, and whose money it is. */
export function Limits({ terms }: { terms: OfferTerms }) {
  const { t } = useWords()
  const { limits = {}, bearers, coupon } = terms
  const count = (of: number | null | undefined) => of != null && formatCount(of)
  const none = t('offer.no_limit')
  const borne = BEARERS.flatMap((one) => {
    const part = bearers?.[one] ?? (one === 'store' && !bearers ? 10_000 : 0)
    return part > 0 ? [`${t(`offer.bearer_${one}`)} ${part / 100}%`] : []
  })
  const claim = coupon?.claim
  const claims = CLAIMS.flatMap((one) =>
    claim?.[one] ? [`${t(`offer.claim_${one}`)} ${formatCount(claim[one])}`] : [],
  )
  return (
    <Card size="small" title={t('offer.limits')}>
      <Summary
        items={[
          {
            key: 'budget',
            label: t('offer.budget'),
            children: limits.budget != null ? formatMoney(limits.budget) : none,
          },
          ...COUNTS.map((one) => ({
            key: one,
            label: t(`offer.${one}`),
            children: count(limits[one]) || none,
          })),
          { key: 'bearers', label: t('offer.bearers'), children: borne.join(' · ') },
          coupon != null && {
            key: 'max',
            label: t('offer.issue_max'),
            children: count(coupon.issue_max) || none,
          },
          coupon != null && {
            key: 'claim',
            label: t('offer.claim'),
            children: claim ? claims.join(' · ') || none : t('offer.no_claim'),
          },
          coupon != null &&
            coupon.used === 'alone' && {
              key: 'undo',
              label: t('offer.undo_hours'),
              children: String(coupon.undo_hours ?? 48),
            },
        ]}
      />
    </Card>
  )
}
