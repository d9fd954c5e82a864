// 流水: every side of every posting that touched the member, the latest first.

import type { Entry } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { Change } from '@/ui/Amount'
import { GrowingTable } from '@/ui/GrowingTable'
import { isMoneyAsset } from './assets'
import { useEntries } from './queries'

export function EntriesTab({ memberId }: { memberId: string }) {
  const { t, code } = useWords()
  const time = useStoreTime()
  const entries = useEntries(memberId)
  return (
    <GrowingTable<Entry>
      list={entries}
      rowKey={({ id }) => id}
      emptyText={t('entry.none')}
      columns={[
        {
          key: 'at',
          title: t('word.time'),
          render: (_, { at, store_id }) => <span className="num">{time(at, store_id)}</span>,
        },
        { key: 'kind', title: t('entry.kind'), render: (_, { kind }) => code('posting', kind) },
        { key: 'asset', title: t('word.asset'), render: (_, { asset }) => code('asset', asset) },
        {
          key: 'amount',
          title: t('entry.amount'),
          align: 'right',
          render: (_, { amount, asset }) => (
            <Change amount={amount} isMoney={isMoneyAsset(asset)} />
          ),
        },
        {
          key: 'store',
          title: t('word.store'),
          render: (_, { store_id }) => <StoreName id={store_id} />,
        },
        { key: 'reason', title: t('word.reason'), render: (_, { reason }) => reason ?? '' },
      ]}
    />
  )
}
