// What happened, in a line.

import type { MemberEvent } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import type { ReactNode } from 'react'
import { useMay } from '@/session/context'
import { Change, Money } from '@/ui/Amount'
import { isMoneyAsset } from '../assets'
import { ProfileChange, ProfileFieldName } from '../ProfileField'
import { TextLink } from '../TextLink'
import { type Details, detailsOf } from './details'

export function EventTitle({ event }: { event: MemberEvent }) {
  const { code } = useWords()
  return (
    <>
      <strong>{code('timeline_kind', event.kind)}</strong>{' '}
      <What event={event} details={detailsOf(event)} />
    </>
  )
}

function What({ event, details }: { event: MemberEvent; details: Details }): ReactNode {
  const { t, code } = useWords()
  const may = useMay()
  const { text, amount } = details
  switch (event.kind) {
    case 'enrolment':
      return code('channel', text('channel') ?? '')
    case 'change':
      return (
        <>
          <ProfileFieldName field={text('field') ?? ''} />: <Changed details={details} />
        </>
      )
    case 'state':
    case 'tier':
      return <Changed details={details} />
    case 'consent':
      return <Consent details={details} />
    case 'merge':
      return may('members.merge') ? (
        <TextLink to={`/merges/${event.id}`}>{t('merge.look')}</TextLink>
      ) : undefined
    case 'order':
      return (
        <>
          <TextLink className="num" to={`/orders/${event.id}`}>
            {text('order_no')}
          </TextLink>{' '}
          <Money fen={amount('total') ?? 0} />
        </>
      )
    case 'return':
      return (
        <>
          <TextLink to={`/orders/${text('order_id')}`}>{t('timeline.the_order')}</TextLink>{' '}
          <Money fen={amount('total') ?? 0} />
        </>
      )
    case 'top_up':
      return (
        <>
          <Change amount={amount('principal') ?? 0} isMoney />{' '}
          {amount('bonus') ? (
            <>
              {code('asset', 'bonus')} <Change amount={amount('bonus') ?? 0} isMoney />
            </>
          ) : undefined}
        </>
      )
    case 'adjustment': {
      const asset = text('asset') ?? ''
      return (
        <>
          {code('posting', text('posting_kind') ?? '')} · {code('asset', asset)}{' '}
          <Change amount={amount('amount') ?? 0} isMoney={isMoneyAsset(asset)} />
        </>
      )
    }
    case 'message':
      return `${code('sms_purpose', text('purpose') ?? '')} · ${code('sms_state', text('state') ?? '')}`
    case 'request':
      return (
        <TextLink to={`/privacy-requests/${event.id}`}>
          {code('request_kind', text('request_kind') ?? '')} ·{' '}
          {code('request_state', text('state') ?? '')}
        </TextLink>
      )
  }
}

function Changed({ details: { text } }: { details: Details }) {
  return <ProfileChange field={text('field') ?? ''} before={text('before')} after={text('after')} />
}

function Consent({ details: { text, flag } }: { details: Details }) {
  const { t, code } = useWords()
  const channel = text('channel') ?? 'all'
  const about = code('purpose', text('purpose') ?? '')
  return (
    <>
      {t(flag('is_given') ? 'consent.given' : 'consent.withdrawn')}: {about}
      {channel !== 'all' && ` · ${code('contact_channel', channel)}`}
    </>
  )
}
