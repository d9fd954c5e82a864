// The stores in which the offer takes off most: ten as bars, all that were told as a table.

import type { ReplayResult } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { useCallback, useMemo } from 'react'
import { useStoreNames } from '@/stores/StoreSelect'
import type { ChartColors } from '@/ui/Chart'
import { ChartCard } from '@/ui/ChartCard'
import { rankingChart } from '@/ui/rankingChart'

const BARS = 10

export function StoresCard({ stores }: { stores: ReplayResult['by_store'] }) {
  const { t } = useWords()
  const nameOf = useStoreNames()
  const rows = useMemo(
    () => stores.map((store) => ({ ...store, name: nameOf(store.store_id) })),
    [stores, nameOf],
  )
  const option = useCallback(
    (colors: ChartColors) => rankingChart(rows.slice(0, BARS), colors),
    [rows],
  )
  const [first] = rows
  return (
    <ChartCard
      title={t('replay.by_store')}
      option={option}
      height={300}
      label={t('replay.by_store_label', {
        name: first?.name ?? '',
        amount: formatMoney(first?.amount ?? 0),
      })}
      emptyText={t('replay.no_orders')}
      table={{
        columns: [
          { title: t('word.store') },
          { title: t('word.orders'), isNumber: true },
          { title: t('replay.touched'), isNumber: true },
          { title: t('replay.amount'), isNumber: true },
          { title: t('replay.charged'), isNumber: true },
          { title: t('replay.with_offer'), isNumber: true },
        ],
        rows: rows.map((row) => [
          row.name,
          formatCount(row.orders),
          formatCount(row.touched),
          formatMoney(row.amount),
          formatMoney(row.charged),
          formatMoney(row.with_offer),
        ]),
      }}
    />
  )
}
