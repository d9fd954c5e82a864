// 批次: value that came together and expires together.

import type { Lot } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { isMoneyAsset } from './assets'
import { useLots } from './queries'

export function LotsTab({ memberId }: { memberId: string }) {
  const { t, code } = useWords()
  const time = useStoreTime()
  const lots = useLots(memberId)
  const amount = (asset: string, of: number) => (
    <span className="num">{isMoneyAsset(asset) ? formatMoney(of) : formatCount(of)}</span>
  )
  return (
    <GrowingTable<Lot>
      list={lots}
      rowKey={({ id }) => id}
      emptyText={t('lot.none')}
      columns={[
        { key: 'asset', title: t('word.asset'), render: (_, { asset }) => code('asset', asset) },
        {
          key: 'remaining',
          title: t('lot.remaining'),
          onPhone: 'beside',
          align: 'right',
          render: (_, { asset, remaining }) => amount(asset, remaining),
        },
        {
          key: 'granted',
          title: t('lot.granted'),
          align: 'right',
          render: (_, { asset, granted }) => amount(asset, granted),
        },
        {
          key: 'store',
          title: t('lot.store'),
          onPhone: 'under',
          render: (_, { store_id }) => <StoreName id={store_id} />,
        },
        {
          key: 'opened',
          title: t('lot.granted_at'),
          render: (_, lot) => <span className="num">{time(lot.granted_at, lot.store_id)}</span>,
        },
        {
          key: 'expires',
          title: t('lot.expires_at'),
          render: (_, lot) => (
            <span className="num">
              {lot.expires_at ? time(lot.expires_at, lot.store_id) : t('lot.never_expires')}
            </span>
          ),
        },
      ]}
    />
  )
}
