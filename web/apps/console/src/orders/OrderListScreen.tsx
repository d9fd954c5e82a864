// 交易: orders by business day, store, member and tender; what is asked stands in the address.

import type { OrderFilter, OrderRow } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card, DatePicker, Empty, Form, Select, Table, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { Link, useSearchParams } from 'react-router'
import { StoreSelect } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { chosen } from '@/ui/answer'
import { Page } from '@/ui/Page'
import { SeekPager } from '@/ui/SeekPager'
import { Answered } from '@/ui/states'
import { orderColumns } from './columns'
import { useOrderList } from './queries'
import { TENDERS } from './tenders'

type Asked = Omit<OrderFilter, 'limit'>

/** What the address asks for. A word that is no tender is left to the server to refuse. */
function readFilter(search: URLSearchParams): Asked {
  const get = (name: string) => search.get(name) ?? undefined
  return chosen({
    from: get('from'),
    to: get('to'),
    store_id: get('store_id'),
    member_id: get('member_id'),
    tender: get('tender') as Asked['tender'],
    cursor: get('cursor'),
  })
}

export function OrderListScreen() {
  const words = useWords()
  const { t } = words
  const [search] = useSearchParams()
  const time = useStoreTime()
  const orders = useOrderList(readFilter(search))
  return (
    <Page title={t('nav.orders')}>
      <Card size="small">
        <OrderSearch />
      </Card>
      <Answered query={orders}>
        {({ items, next }) => (
          <Card size="small" aria-busy={orders.isPlaceholderData}>
            <Table<OrderRow>
              size="middle"
              rowKey="id"
              dataSource={items}
              loading={orders.isPlaceholderData}
              pagination={false}
              scroll={{ x: 'max-content' }}
              style={{ marginBottom: 12 }}
              locale={{ emptyText: <Empty description={t('order.none')} /> }}
              columns={[
                ...orderColumns(words, time),
                memberColumn(t('word.member'), t('order.of_member')),
              ]}
            />
            <SeekPager shown={items.length} next={next} />
          </Card>
        )}
      </Answered>
    </Page>
  )
}

function memberColumn(title: string, text: string) {
  return {
    key: 'member',
    title,
    render: (_: unknown, { member_id, order_no }: OrderRow) =>
      member_id ? (
        <Link to={`/members/${member_id}`} aria-label={`${text} ${order_no}`}>
          {text}
        </Link>
      ) : (
        <span className="quiet">–</span>
      ),
  }
}

interface SearchValues {
  dates?: [Dayjs, Dayjs] | null
  store_id?: string
  tender?: Asked['tender']
}

function OrderSearch() {
  const { t, code } = useWords()
  const [search, setSearch] = useSearchParams()
  const { from, to, store_id, tender, member_id } = readFilter(search)
  const shown = chosen({
    dates: from && to ? ([dayjs(from), dayjs(to)] as [Dayjs, Dayjs]) : undefined,
    store_id,
    tender,
  })

  function ask(values: SearchValues) {
    const [first, last] = values.dates ?? []
    setSearch(
      chosen({
        from: first?.format('YYYY-MM-DD'),
        to: last?.format('YYYY-MM-DD'),
        store_id: values.store_id,
        tender: values.tender,
        member_id,
      }),
    )
  }

  return (
    <Form<SearchValues>
      key={search.toString()}
      name="order_search"
      className="filters"
      layout="vertical"
      role="search"
      initialValues={shown}
      onFinish={ask}
    >
      <Form.Item name="dates" label={t('order.dates')}>
        <DatePicker.RangePicker allowEmpty={[false, false]} />
      </Form.Item>
      <Form.Item name="store_id" label={t('word.store')}>
        <StoreSelect allowClear />
      </Form.Item>
      <Form.Item name="tender" label={t('word.tender')}>
        <Select
          allowClear
          placeholder={t('tender.all')}
          style={{ minWidth: 120 }}
          options={TENDERS.map((value) => ({ value, label: code('tender', value) }))}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('act.search')}
      </Button>
      <Button onClick={() => setSearch({})}>{t('act.reset')}</Button>
      {member_id && (
        <Tag
          closable={{ 'aria-label': t('order.any_member') }}
          onClose={() => {
            const rest = new URLSearchParams(search)
            rest.delete('member_id')
            rest.delete('cursor')
            setSearch(rest)
          }}
        >
          {t('order.one_member')}
        </Tag>
      )}
    </Form>
  )
}
