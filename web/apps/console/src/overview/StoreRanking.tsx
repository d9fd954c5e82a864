// The stores of the period, the largest sales first: ten as bars, all of them as a table. A store's
// name leads to the same page for that store alone.

import type { Overview } from '@huitong/api'
import { formatCount, formatMoney, formatShare } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { useCallback, useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useStoreNames } from '@/stores/StoreSelect'
import { countColumn, moneyColumn } from '@/ui/Amount'
import type { ChartColors } from '@/ui/Chart'
import { ChartCard } from '@/ui/ChartCard'
import { byNumber, byText } from '@/ui/ordering'
import { rankingChart } from '@/ui/rankingChart'
import { Table } from '@/ui/Table'
import { askInstead } from './asked'
import { type PlaceRow, placeRow } from './places'

const BARS = 10

export function StoreRanking({ stores }: { stores: Overview['by_store'] }) {
  const { t } = useWords()
  const nameOf = useStoreNames()
  const rows = useMemo(
    () =>
      stores.map(({ store_id, ...figures }) => placeRow(store_id ?? '', nameOf(store_id), figures)),
    [stores, nameOf],
  )
  const option = useCallback(
    (colors: ChartColors) =>
      rankingChart(
        rows.slice(0, BARS).map(({ name, netSales }) => ({ name, amount: netSales })),
        colors,
      ),
    [rows],
  )
  return (
    <>
      <ChartCard
        title={t('overview.by_store')}
        option={option}
        height={40 + 30 * Math.min(rows.length, BARS)}
        label={t('overview.by_store_label', { name: rows[0]?.name, sales: rows[0]?.netSales })}
        emptyText={t('overview.no_store')}
        table={{
          columns: [
            { title: t('word.store') },
            { title: t('indicator.net_sales'), isNumber: true },
            { title: t('indicator.orders'), isNumber: true },
          ],
          rows: rows.map(({ name, netSales, orders }) => [
            name,
            formatMoney(netSales),
            formatCount(orders),
          ]),
        }}
      />
      {rows.length > 0 && (
        <Card size="small">
          <RankingTable rows={rows} />
        </Card>
      )}
    </>
  )
}

function RankingTable({ rows }: { rows: PlaceRow[] }) {
  const { t } = useWords()
  const [search] = useSearchParams()
  const money = (key: string, title: string, of: (row: PlaceRow) => number) => ({
    ...moneyColumn<PlaceRow>(key, title, of),
    sorter: byNumber(of),
  })
  const count = (key: string, title: string, of: (row: PlaceRow) => number) => ({
    ...countColumn<PlaceRow>(key, title, of),
    sorter: byNumber(of),
  })
  return (
    <Table<PlaceRow>
      size="small"
      rowKey="id"
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
      columns={[
        {
          key: 'name',
          title: t('word.store'),
          // What scrolls beside it are its figures.
          fixed: 'left',
          sorter: byText(({ name }) => name),
          render: (_, { id, name }) =>
            id ? (
              <Link
                to={{ search: `${askInstead(search, { store_id: id, region_id: undefined })}` }}
              >
                {name}
              </Link>
            ) : (
              name
            ),
        },
        money('sales', t('indicator.net_sales'), ({ netSales }) => netSales),
        count('orders', t('indicator.orders'), ({ orders }) => orders),
        money('ticket', t('indicator.ticket'), ({ ticket }) => ticket ?? 0),
        {
          key: 'share',
          title: t('indicator.member_sales_share'),
          align: 'right',
          render: (_, { memberShare }) => (
            <span className="num">
              {memberShare === undefined ? '–' : formatShare(memberShare)}
            </span>
          ),
          sorter: byNumber(({ memberShare }) => memberShare),
        },
        count('new', t('indicator.new_members'), ({ newMembers }) => newMembers),
        money('top_ups', t('indicator.top_ups'), ({ topUps }) => topUps),
      ]}
    />
  )
}
