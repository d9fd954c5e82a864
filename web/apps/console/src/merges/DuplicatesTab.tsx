// Pairs of members of the same name who share a birthday or the end of a phone number.

import type { LikelyDuplicate, MergeSide } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Link } from 'react-router'
import { nameOf } from '@/members/names'
import { useStoreTime } from '@/stores/time'
import { actsColumn } from '@/ui/actsColumn'
import { GrowingTable } from '@/ui/GrowingTable'
import { StateTag } from '@/ui/StateTag'
import { useDuplicates } from './queries'

export function DuplicatesTab() {
  const words = useWords()
  const { t } = words
  const pairs = useDuplicates()
  return (
    <>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('merge.duplicates_hint')}
      </p>
      <GrowingTable<LikelyDuplicate>
        list={pairs}
        rowKey={({ first, second }) => `${first.id} ${second.id}`}
        // A page may be empty although later ones are not.
        emptyText={t(pairs.hasNextPage ? 'merge.none_so_far' : 'merge.no_duplicates')}
        columns={[
          {
            key: 'first',
            title: t('merge.first'),
            render: (_, { first }) => <Side side={first} />,
          },
          {
            key: 'second',
            title: t('merge.second'),
            onPhone: 'wide',
            render: (_, { second }) => <Side side={second} />,
          },
          {
            key: 'why',
            title: t('merge.alike'),
            onPhone: 'wide',
            render: (_, { same_birthday, same_last_four }) => (
              <>
                <StateTag tone="plain">{t('merge.same_name')}</StateTag>
                {same_birthday && <StateTag tone="warn">{t('merge.same_birthday')}</StateTag>}
                {same_last_four && <StateTag tone="warn">{t('merge.same_last_four')}</StateTag>}
              </>
            ),
          },
          actsColumn(words, ({ first, second }) => (
            <Link
              to={`/merges/new?survivor_id=${first.id}&absorbed_id=${second.id}`}
              aria-label={t('merge.compare_two', {
                first: first.member_no,
                second: second.member_no,
              })}
            >
              {t('merge.compare')}
            </Link>
          )),
        ]}
      />
    </>
  )
}

function Side({ side }: { side: MergeSide }) {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  return (
    <>
      <Link to={`/members/${side.id}`}>{nameOf(words, side)}</Link>{' '}
      <span className="num quiet">{side.member_no}</span>
      <div className="num">{side.phone ?? t('member.no_phone')}</div>
      <div className="num quiet">
        {t('merge.side', {
          at: time(side.enrolled_at).slice(0, 10),
          orders: formatCount(side.orders),
          total: formatMoney(side.total),
        })}
      </div>
    </>
  )
}
