// Coupons as they stand in a list: which, in what state, whose, how long they are good.

import type { Coupon } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { MemberName } from '@/members/MemberName'
import { TextLink } from '@/members/TextLink'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { actsColumn } from '@/ui/actsColumn'
import type { GrowingList } from '@/ui/Growing'
import { GrowingTable } from '@/ui/GrowingTable'
import { CouponStateTag } from './CouponStateTag'

interface CouponTableProps {
  list: GrowingList<Coupon>
  /** What all of them have in common is not said again. */
  of: 'member' | 'template'
}

export function CouponTable({ list, of }: CouponTableProps) {
  const words = useWords()
  const { t, code } = words
  const time = useStoreTime()
  return (
    <GrowingTable<Coupon>
      list={list}
      rowKey={({ id }) => id}
      emptyText={t(of === 'member' ? 'coupon.none' : 'coupon.none_template')}
      columns={[
        of === 'member'
          ? {
              key: 'name',
              title: t('coupon.template'),
              render: (_, { id, name }) => <TextLink to={`/coupons/${id}`}>{name}</TextLink>,
            }
          : {
              key: 'member',
              title: t('coupon.member'),
              render: (_, { member_id }) =>
                member_id ? <MemberName id={member_id} /> : t('coupon.nobody'),
            },
        {
          key: 'state',
          title: t('coupon.state'),
          onPhone: 'beside',
          render: (_, coupon) => <CouponStateTag coupon={coupon} />,
        },
        {
          key: 'valid',
          title: t('coupon.valid'),
          onPhone: 'wide',
          render: (_, { valid_from, valid_until }) => (
            <span className="num">
              {t('offer.from_to', { from: time(valid_from), to: time(valid_until) })}
            </span>
          ),
        },
        {
          key: 'got',
          title: t('coupon.got'),
          render: (_, { got_by, got_at }) => (
            <>
              {code('coupon_act', got_by)} <span className="num quiet">{time(got_at)}</span>
            </>
          ),
        },
        {
          key: 'used',
          title: t('coupon.used_at'),
          onPhone: 'wide',
          render: (_, { redeemed_at, redeemed_store_id, order_id }) =>
            redeemed_at ? (
              <>
                <StoreName id={redeemed_store_id} />{' '}
                <span className="num quiet">{time(redeemed_at, redeemed_store_id)}</span>{' '}
                {order_id && <TextLink to={`/orders/${order_id}`}>{t('word.order')}</TextLink>}
              </>
            ) : (
              <span className="quiet">–</span>
            ),
        },
        ...(of === 'template'
          ? [
              actsColumn<Coupon>(words, ({ id }) => (
                <TextLink to={`/coupons/${id}`}>{t('act.look')}</TextLink>
              )),
            ]
          : []),
      ]}
    />
  )
}
