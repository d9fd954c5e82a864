// 会员: found by phone, last four digits, card, member number, name, pinyin or initials, at any
// store. Search and page stand in the address.

import type { MemberRow } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card, Empty, Form, Input, Table } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useMay } from '@/session/context'
import { StoreName, StoreSelect } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { countColumn, moneyColumn } from '@/ui/Amount'
import { chosen } from '@/ui/answer'
import { Page } from '@/ui/Page'
import { SeekPager, useCursor } from '@/ui/SeekPager'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { EnrolMember } from './EnrolMember'
import { useMemberList } from './queries'
import { TierName } from './TierName'

export function MemberListScreen() {
  const { t } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const [isEnrolling, setEnrolling] = useState(false)
  const [search] = useSearchParams()
  const members = useMemberList(
    chosen({
      q: search.get('q') ?? undefined,
      store_id: search.get('store_id') ?? undefined,
      cursor: useCursor(),
    }),
  )
  const enrol = may('members.write') && (
    <Button type="primary" onClick={() => setEnrolling(true)}>
      {t('member.enrol')}
    </Button>
  )
  return (
    <Page title={t('nav.members')} acts={enrol}>
      <Card size="small">
        <MemberSearch />
      </Card>
      <Answered query={members}>
        {({ items, next }) => (
          <Card size="small" aria-busy={members.isPlaceholderData}>
            <MemberTable members={items} isStale={members.isPlaceholderData} />
            <SeekPager shown={items.length} next={next} />
          </Card>
        )}
      </Answered>
      {isEnrolling && (
        <EnrolMember
          close={() => setEnrolling(false)}
          enrolled={(memberId) => navigate(`/members/${memberId}`)}
        />
      )}
    </Page>
  )
}

interface SearchValues {
  q?: string
  store_id?: string
}

function MemberSearch() {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const values = chosen({ q: search.get('q') ?? '', store_id: search.get('store_id') ?? '' })
  return (
    <Form<SearchValues>
      // A new address, such as by "back", starts the form afresh.
      key={search.toString()}
      name="member_search"
      className="filters"
      layout="vertical"
      role="search"
      initialValues={values}
      onFinish={(asked) =>
        setSearch(chosen({ ...asked, q: asked.q?.trim() }) as URLSearchParamsInit)
      }
    >
      <Form.Item name="q" label={t('member.search')} style={{ flex: '1 1 260px', maxWidth: 420 }}>
        <Input allowClear placeholder={t('member.search_hint')} type="search" />
      </Form.Item>
      <Form.Item name="store_id" label={t('member.store')}>
        <StoreSelect allowClear />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('act.search')}
      </Button>
      <Button onClick={() => setSearch({})}>{t('act.reset')}</Button>
    </Form>
  )
}

type URLSearchParamsInit = Record<string, string>

function MemberTable({ members, isStale }: { members: MemberRow[]; isStale: boolean }) {
  const { t } = useWords()
  const time = useStoreTime()
  return (
    <Table<MemberRow>
      size="middle"
      rowKey="id"
      dataSource={members}
      loading={isStale}
      pagination={false}
      scroll={{ x: 'max-content' }}
      style={{ marginBottom: 12 }}
      locale={{ emptyText: <Empty description={t('member.none_found')} /> }}
      columns={[
        {
          key: 'name',
          title: t('word.member'),
          render: (_, { id, name, member_no }) => (
            <>
              <Link to={`/members/${id}`}>{name || t('member.nameless')}</Link>
              <div className="num quiet">{member_no}</div>
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
          render: (_, { tier_id }) => <TierName id={tier_id} />,
        },
        {
          key: 'store',
          title: t('member.store'),
          render: (_, { store_id }) => <StoreName id={store_id} />,
        },
        countColumn<MemberRow>('orders', t('member.orders'), ({ orders }) => orders),
        moneyColumn<MemberRow>('total', t('member.total'), ({ total }) => total),
        {
          key: 'enrolled_at',
          title: t('member.enrolled_at'),
          render: (_, { enrolled_at, store_id }) => (
            <span className="num">{time(enrolled_at, store_id)}</span>
          ),
        },
        {
          key: 'state',
          title: t('member.state'),
          render: (_, { is_frozen }) =>
            is_frozen ? (
              <StateTag tone="bad">{t('member.frozen')}</StateTag>
            ) : (
              <span className="quiet">{t('member.active')}</span>
            ),
        },
      ]}
    />
  )
}
