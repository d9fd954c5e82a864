// The stores of the day, the largest sales first: ten as bars, all of them as a table.

import type { Overview } from '@huitong/api'
import { formatMoney, formatShare } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card, Empty, Table } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { useCallback, useMemo } from 'react'
import { useStores } from '@/stores/queries'
import { countColumn, moneyColumn } from '@/ui/Amount'
import { Chart, type ChartColors } from '@/ui/Chart'
import { memberShare } from './figures'

type StoreFigures = Overview['by_store'][number]
type NamedStore = StoreFigures & { name: string }

const BARS = 10

export function StoreRanking({ stores }: { stores: readonly StoreFigures[] }) {
  const { t } = useWords()
  const known = useStores()
  const named = useMemo(
    () =>
      stores.map((store) => ({
        ...store,
        name: store.store_id
          ? (known.get(store.store_id)?.name ?? store.store_id)
          : t('store.none'),
      })),
    [stores, known, t],
  )
  if (named.length === 0) {
    return (
      <Card size="small" title={t('overview.by_store')}>
        <Empty description={t('overview.no_store')} />
      </Card>
    )
  }
  return (
    <Card size="small" title={t('overview.by_store')}>
      <Bars stores={named.slice(0, BARS)} />
      <RankingTable stores={named} />
    </Card>
  )
}

function Bars({ stores }: { stores: readonly NamedStore[] }) {
  const { t } = useWords()
  const option = useCallback((colors: ChartColors) => rankingChart(stores, colors), [stores])
  const first = stores[0]
  const label = t('overview.by_store_label', { name: first?.name, sales: first?.sales })
  return <Chart option={option} height={40 + 30 * stores.length} label={label} />
}

function RankingTable({ stores }: { stores: readonly NamedStore[] }) {
  const { t } = useWords()
  const by = (of: (store: NamedStore) => number) => ({
    sorter: (a: NamedStore, b: NamedStore) => of(a) - of(b),
  })
  return (
    <Table<NamedStore>
      size="small"
      rowKey={(store) => store.store_id ?? 'none'}
      dataSource={[...stores]}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
      columns={[
        { key: 'name', title: t('word.store'), dataIndex: 'name' },
        {
          ...moneyColumn<NamedStore>('sales', t('figure.sales'), (s) => s.sales),
          ...by((s) => s.sales),
        },
        {
          ...countColumn<NamedStore>('orders', t('figure.orders'), (s) => s.orders),
          ...by((s) => s.orders),
        },
        {
          key: 'share',
          title: t('figure.member_share'),
          align: 'right',
          render: (_, store) => {
            const share = memberShare(store)
            return <span className="num">{share === undefined ? '–' : formatShare(share)}</span>
          },
        },
        {
          ...countColumn<NamedStore>('new', t('figure.new_members'), (s) => s.new_members),
          ...by((s) => s.new_members),
        },
        {
          ...moneyColumn<NamedStore>('top_ups', t('figure.top_ups'), (s) => s.top_up_principal),
          ...by((s) => s.top_up_principal),
        },
      ]}
    />
  )
}

function rankingChart(stores: readonly NamedStore[], colors: ChartColors): EChartsCoreOption {
  return {
    color: [colors.main],
    grid: { top: 4, left: 8, right: 96, bottom: 4, outerBoundsMode: 'same' },
    tooltip: {
      trigger: 'item',
      valueFormatter: (yuan: number) => formatMoney(Math.round(yuan * 100)),
    },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: stores.map(({ name }) => name),
      axisLabel: { color: colors.text, width: 110, overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { show: false },
    },
    series: [
      {
        type: 'bar',
        data: stores.map(({ sales }) => sales / 100),
        barMaxWidth: 18,
        itemStyle: { borderRadius: [0, 3, 3, 0] },
        label: {
          show: true,
          position: 'right',
          color: colors.text,
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            formatMoney(stores[dataIndex]?.sales ?? 0),
        },
      },
    ],
  }
}
