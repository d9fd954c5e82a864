// The columns of every list of a member's entries.

import type { Entry } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { StoreName } from '@/stores/StoreSelect'
import type { StoreTime } from '@/stores/time'
import { Change } from '@/ui/Amount'
import { isMoneyAsset } from './assets'

export function entryColumns({ t, code }: Words, time: StoreTime) {
  return [
    {
      key: 'at',
      title: t('word.time'),
      render: (_: unknown, { at, store_id }: Entry) => (
        <span className="num">{time(at, store_id)}</span>
      ),
    },
    {
      key: 'kind',
      title: t('entry.kind'),
      render: (_: unknown, { kind }: Entry) => code('posting', kind),
    },
    {
      key: 'asset',
      title: t('word.asset'),
      render: (_: unknown, { asset }: Entry) => code('asset', asset),
    },
    {
      key: 'amount',
      title: t('entry.amount'),
      align: 'right' as const,
      render: (_: unknown, { amount, asset }: Entry) => (
        <Change amount={amount} isMoney={isMoneyAsset(asset)} />
      ),
    },
    {
      key: 'store',
      title: t('word.store'),
      render: (_: unknown, { store_id }: Entry) => <StoreName id={store_id} />,
    },
    {
      key: 'reason',
      title: t('word.reason'),
      render: (_: unknown, { reason }: Entry) => reason ?? '',
    },
  ]
}
