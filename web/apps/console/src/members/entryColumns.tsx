// The columns of a member's entries: the few of an overview, and all of them.

import type { Entry } from '@huitong/api'
import type { Words } from '@huitong/words/react'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import type { StoreTime } from '@/stores/time'
import { Change } from '@/ui/Amount'
import type { Column } from '@/ui/cards'
import { isMoneyAsset } from './assets'
import { EntryCause } from './EntryCause'

export function entryColumns({ t, code }: Words, time: StoreTime): Column<Entry>[] {
  return [
    {
      key: 'at',
      title: t('word.time'),
      onPhone: 'under',
      render: (_, { at, store_id }) => <span className="num">{time(at, store_id)}</span>,
    },
    {
      key: 'kind',
      title: t('entry.kind'),
      onPhone: 'head',
      render: (_, { kind }) => code('posting', kind),
    },
    {
      key: 'asset',
      title: t('word.asset'),
      onPhone: 'under',
      render: (_, { asset }) => code('asset', asset),
    },
    {
      key: 'amount',
      title: t('entry.amount'),
      onPhone: 'beside',
      align: 'right',
      render: (_, { amount, asset }) => <Change amount={amount} isMoney={isMoneyAsset(asset)} />,
    },
    {
      key: 'store',
      title: t('word.store'),
      render: (_, { store_id }) => <StoreName id={store_id} />,
    },
    {
      key: 'reason',
      title: t('word.reason'),
      onPhone: 'wide',
      render: (_, { reason }) => reason ?? '–',
    },
  ]
}

/** With what each comes from, and by whom it was recorded. */
export function allEntryColumns(words: Words, time: StoreTime): Column<Entry>[] {
  const { t } = words
  const columns = entryColumns(words, time)
  const cause: Column<Entry> = {
    key: 'cause',
    title: t('entry.cause'),
    render: (_, entry) => <EntryCause entry={entry} />,
  }
  const by: Column<Entry> = {
    key: 'by',
    title: t('word.by'),
    render: (_, { recorded_by }) => <StaffName id={recorded_by} />,
  }
  return [...columns.slice(0, -1), cause, by, ...columns.slice(-1)]
}
