// 核销记录: what happened to coupons in the stores that the person may see, the latest first.

import type { CouponHappening, CouponLogFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { MemberName } from '@/members/MemberName'
import { TextLink } from '@/members/TextLink'
import { useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { ListTable } from '@/ui/ListTable'
import { StateTag } from '@/ui/StateTag'
import { useAsked } from '@/ui/useAsked'
import { useCouponLog } from '../queries'

const ACTS = [
  'issued',
  'claimed',
  'given_away',
  'redeemed',
  'undone',
  'given_back',
  'voided',
] as const satisfies readonly CouponHappening['act'][]

export function CouponLogScreen() {
  const { t, code } = useWords()
  const may = useMay()
  const time = useStoreTime()
  const filters: FilterField[] = [
    {
      kind: 'select',
      name: 'act',
      label: t('coupon.log_act'),
      allText: t('coupon.all_acts'),
      options: ACTS.map((value) => ({ value, label: code('coupon_act', value) })),
    },
  ]
  const log = useCouponLog(useAsked<CouponLogFilter>(filters))
  const none = <span className="quiet">–</span>
  return (
    <ListPage name="coupon_log" title={t('nav.coupon_log')} filters={filters}>
      <ListTable<CouponHappening>
        name="coupon_log"
        query={log}
        rowKey={({ coupon_id, at, act }) => `${coupon_id} ${at} ${act}`}
        columns={[
          {
            key: 'at',
            title: t('word.time'),
            onPhone: 'under',
            render: (_, { at, store_id }) => <span className="num">{time(at, store_id)}</span>,
          },
          {
            key: 'act',
            title: t('coupon.log_act'),
            onPhone: 'head',
            render: (_, { act }) => <StateTag tone="plain">{code('coupon_act', act)}</StateTag>,
          },
          {
            key: 'coupon',
            title: t('nav.coupons'),
            render: (_, { coupon_id }) => (
              <TextLink to={`/coupons/${coupon_id}`}>{t('act.look')}</TextLink>
            ),
          },
          {
            key: 'member',
            title: t('word.member'),
            isOptional: true,
            render: (_, { member_id }) =>
              member_id && may('members.read') ? <MemberName id={member_id} /> : none,
          },
          {
            key: 'store',
            title: t('word.store'),
            onPhone: 'under',
            isOptional: true,
            render: (_, { store_id }) => (store_id ? <StoreName id={store_id} /> : none),
          },
          {
            key: 'order',
            title: t('word.order'),
            isOptional: true,
            render: (_, { order_id }) =>
              order_id ? <TextLink to={`/orders/${order_id}`}>{t('act.look')}</TextLink> : none,
          },
          {
            key: 'by',
            title: t('word.by'),
            isOptional: true,
            render: (_, { by }) => (by ? <StaffName id={by} /> : t('offer.by_system')),
          },
          {
            key: 'reason',
            title: t('word.reason'),
            onPhone: 'wide',
            isOptional: true,
            render: (_, { reason }) => reason ?? none,
          },
        ]}
        emptyText={t('coupon.log_none')}
        emptyHint={t('coupon.log_none_hint')}
        emptyAct={<TextLink to="/coupon-templates">{t('nav.coupon_templates')}</TextLink>}
      />
    </ListPage>
  )
}
