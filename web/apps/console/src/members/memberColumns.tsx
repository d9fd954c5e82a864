// The columns of the list of members.

import type { MemberRow } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { Link } from 'react-router'
import { StoreName } from '@/stores/StoreSelect'
import type { StoreTime } from '@/stores/time'
import { countColumn, moneyColumn } from '@/ui/Amount'
import type { ListColumn } from '@/ui/ListTable'
import { StateTag } from '@/ui/StateTag'
import { nameOf } from './names'
import { TierName } from './TierName'

/** A search has an order of its own, so its heads sort nothing. */
export function memberColumns(
  words: Words,
  time: StoreTime,
  isSearch: boolean,
): ListColumn<MemberRow>[] {
  const { t, code } = words
  const sorts = (sortsBy: string) => (isSearch ? {} : { sortsBy })
  return [
    {
      key: 'name',
      title: t('word.member'),
      render: (_, member) => (
        <>
          <Link to={`/members/${member.id}`}>{nameOf(words, member)}</Link>
          <div className="num quiet">{member.member_no}</div>
        </>
      ),
    },
    {
      key: 'phone',
      title: t('member.phone'),
      render: (_, { phone }) => <span className="num">{phone ?? '–'}</span>,
    },
    {
      key: 'tier',
      title: t('word.tier'),
      onPhone: 'under',
      isOptional: true,
      render: (_, { tier_id }) => <TierName id={tier_id} />,
    },
    {
      key: 'store',
      title: t('member.store'),
      isOptional: true,
      render: (_, { store_id }) => <StoreName id={store_id} />,
    },
    {
      ...countColumn<MemberRow>('orders', t('member.orders'), ({ orders }) => orders),
      isOptional: true,
    },
    {
      ...moneyColumn<MemberRow>('total', t('member.total'), ({ total }) => total),
      onPhone: 'beside',
      isOptional: true,
    },
    {
      key: 'enrolled_at',
      title: t('member.enrolled_at'),
      ...sorts('enrolled'),
      onPhone: 'wide',
      isOptional: true,
      render: (_, { enrolled_at, store_id }) => (
        <span className="num">{time(enrolled_at, store_id)}</span>
      ),
    },
    {
      key: 'last_order_at',
      title: t('member.last_visit'),
      ...sorts('last_order'),
      onPhone: 'wide',
      isOptional: true,
      render: (_, { last_order_at, store_id }) =>
        last_order_at ? (
          <span className="num">{time(last_order_at, store_id)}</span>
        ) : (
          <span className="quiet">–</span>
        ),
    },
    {
      key: 'state',
      title: t('member.state'),
      onPhone: 'under',
      isOptional: true,
      render: (_, { state }) =>
        state === 'active' ? (
          <span className="quiet">{code('member_state', state)}</span>
        ) : (
          <StateTag tone={state === 'frozen' ? 'bad' : 'plain'}>
            {code('member_state', state)}
          </StateTag>
        ),
    },
  ]
}
