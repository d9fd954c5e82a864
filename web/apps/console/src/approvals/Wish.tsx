// What is asked for, in a line: the act, for whom, how much.

import type { Approval } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { isMoneyAsset } from '@/members/assets'
import { MemberName } from '@/members/MemberName'
import { OfferName } from '@/offers/OfferName'
import { useOrder } from '@/orders/queries'
import { Change, Money } from '@/ui/Amount'
import { wantedBy } from './wanted'

/** As which size an offer without a budget is counted. */
const UNLIMITED = 100_000_001

interface WishProps {
  approval: Approval
  /** On the page of the member or order that it is about. */
  isAboutKnown?: boolean
}

export function Wish({ approval, isAboutKnown = false }: WishProps) {
  const { code } = useWords()
  return (
    <>
      <strong>{code('approval_action', approval.action)}</strong>
      {!isAboutKnown && <About approval={approval} />} · <HowMuch approval={approval} />
    </>
  )
}

function About({ approval: { action, subject } }: { approval: Approval }): ReactNode {
  switch (action) {
    case 'adjust_points':
    case 'adjust_stored_value':
      return (
        <>
          {' '}
          · <MemberName id={subject} />
        </>
      )
    case 'return_without_receipt':
      return (
        <>
          {' '}
          · <OrderNumber id={subject} />
        </>
      )
    case 'publish_offer':
      return (
        <>
          {' '}
          · <OfferName id={subject} />
        </>
      )
    case 'export_members':
      return null
  }
}

function OrderNumber({ id }: { id: string }) {
  const { t } = useWords()
  const { data } = useOrder(id)
  return <Link to={`/orders/${id}`}>{data?.order_no ?? t('word.order')}</Link>
}

function HowMuch({ approval }: { approval: Approval }): ReactNode {
  const { t, code } = useWords()
  const { amount, asset, format } = wantedBy(approval)
  switch (approval.action) {
    case 'adjust_points':
    case 'adjust_stored_value':
      return (
        <>
          {asset && code('asset', asset)}{' '}
          <Change amount={amount} isMoney={isMoneyAsset(asset ?? 'principal')} />
        </>
      )
    case 'export_members':
      return [t('approval.members', { count: formatCount(amount) }), format?.toUpperCase()]
        .filter(Boolean)
        .join(' · ')
    case 'return_without_receipt':
      return <Money fen={amount} />
    case 'publish_offer':
      return amount === UNLIMITED ? t('approval.no_budget') : <Money fen={amount} />
  }
}
