// One coupon: which, whose, in what state, what happened to it, and what can be done.

import type { CouponDetail } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Timeline } from 'antd'
import { useParams } from 'react-router'
import { MemberName } from '@/members/MemberName'
import { TextLink } from '@/members/TextLink'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { DetailPage } from '@/ui/DetailPage'
import { Answered } from '@/ui/states'
import { OfferName } from '../OfferName'
import { useCoupon } from '../queries'
import { CouponActs } from './CouponActs'
import { CouponStateTag } from './CouponStateTag'

export function CouponScreen() {
  const { couponId = '' } = useParams()
  const coupon = useCoupon(couponId)
  return (
    <Answered query={coupon}>{(known) => <CouponPage key={couponId} coupon={known} />}</Answered>
  )
}

function CouponPage({ coupon }: { coupon: CouponDetail }) {
  const { t, code } = useWords()
  const time = useStoreTime()
  const { name, offer_id, version, member_id, valid_from, valid_until, order_id } = coupon
  return (
    <DetailPage
      title={t('coupon.title', { name })}
      beside={<CouponStateTag coupon={coupon} />}
      acts={<CouponActs coupon={coupon} />}
      summary={[
        {
          key: 'offer',
          label: t('coupon.template'),
          children: (
            <span>
              <OfferName id={offer_id} />{' '}
              <span className="quiet">{t('offer.version', { version })}</span>
            </span>
          ),
        },
        {
          key: 'member',
          label: t('coupon.member'),
          children: member_id ? <MemberName id={member_id} /> : t('coupon.nobody'),
        },
        {
          key: 'valid',
          label: t('coupon.valid'),
          children: t('offer.from_to', { from: time(valid_from), to: time(valid_until) }),
        },
        {
          key: 'got',
          label: t('coupon.got'),
          children: `${code('coupon_act', coupon.got_by)} ${time(coupon.got_at)}`,
        },
        coupon.redeemed_at != null && {
          key: 'used',
          label: t('coupon.used_at'),
          children: (
            <span>
              <StoreName id={coupon.redeemed_store_id} />{' '}
              {time(coupon.redeemed_at, coupon.redeemed_store_id)}
            </span>
          ),
        },
        order_id != null && {
          key: 'order',
          label: t('word.order'),
          children: <TextLink to={`/orders/${order_id}`}>{t('act.look')}</TextLink>,
        },
      ]}
    >
      <Card size="small" title={t('coupon.log')}>
        <Timeline
          items={coupon.log.map((one) => ({
            key: one.at + one.act,
            content: <Happened one={one} />,
          }))}
        />
      </Card>
    </DetailPage>
  )
}

function Happened({ one }: { one: CouponDetail['log'][number] }) {
  const { t, code } = useWords()
  const time = useStoreTime()
  const { act, at, by, store_id, order_id, member_id, reason } = one
  return (
    <>
      <div>
        {code('coupon_act', act)} <span className="num quiet">{time(at, store_id)}</span>
      </div>
      <div className="quiet">
        {by ? <StaffName id={by} /> : t('offer.by_system')}
        {store_id && (
          <>
            {' · '}
            <StoreName id={store_id} />
          </>
        )}
        {member_id && (
          <>
            {' · '}
            <MemberName id={member_id} />
          </>
        )}
        {order_id && (
          <>
            {' · '}
            <TextLink to={`/orders/${order_id}`}>{t('word.order')}</TextLink>
          </>
        )}
        {reason && ` · ${reason}`}
      </div>
    </>
  )
}
