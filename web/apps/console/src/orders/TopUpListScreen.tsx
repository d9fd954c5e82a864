// 充值: what members paid in to their stored value, and what was given on top.

import type { TopUpFilter, TopUpRow } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Link } from 'react-router'
import { ExportButton } from '@/exports/ExportButton'
import { useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { type StoreTime, useStoreTime } from '@/stores/time'
import { moneyColumn } from '@/ui/Amount'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { StateTag } from '@/ui/StateTag'
import { useAsked } from '@/ui/useAsked'
import { memberFilter, staffFilter } from './filters'
import { MemberLink } from './MemberLink'
import { useTopUpList } from './queries'
import { TOP_UP_TENDERS } from './tenders'

export function TopUpListScreen() {
  const words = useWords()
  const { t, code } = words
  const time = useStoreTime()
  const may = useMay()
  const filters: FilterField[] = [
    { kind: 'dates', from: 'from', to: 'to', label: t('order.dates') },
    { kind: 'store', name: 'store_id', label: t('word.store') },
    {
      kind: 'select',
      name: 'tender',
      label: t('word.tender'),
      allText: t('tender.all'),
      options: TOP_UP_TENDERS.map((value) => ({ value, label: code('tender', value) })),
    },
    ...memberFilter(words, may),
    ...staffFilter(words, may, 'topped_up_by', t('top_up.by')),
  ]
  const topUps = useTopUpList(useAsked<TopUpFilter>(filters))
  return (
    <ListPage name="top_ups" title={t('word.top_ups')} filters={filters}>
      <ListTable<TopUpRow>
        name="top_ups"
        query={topUps}
        rowKey={({ id }) => id}
        columns={topUpColumns(words, time)}
        emptyText={t('top_up.none')}
        emptyHint={t('top_up.none_hint')}
        exportAct={<ExportButton subject="top_ups" />}
        emptyAct={may('members.read') && <Link to="/members">{t('nav.member_list')}</Link>}
      />
    </ListPage>
  )
}

function topUpColumns({ t, code }: Words, time: StoreTime): ListColumn<TopUpRow>[] {
  return [
    {
      key: 'at',
      title: t('top_up.at'),
      sortsBy: 'time',
      onPhone: 'under',
      render: (_, { topped_up_at, store_id }) => (
        <span className="num">{time(topped_up_at, store_id)}</span>
      ),
    },
    {
      key: 'member',
      title: t('word.member'),
      onPhone: 'head',
      render: (_, { member_id, member_name }) => <MemberLink id={member_id} name={member_name} />,
    },
    {
      key: 'store',
      title: t('word.store'),
      onPhone: 'under',
      isOptional: true,
      render: (_, { store_name }) => store_name,
    },
    {
      key: 'tender',
      title: t('word.tender'),
      isOptional: true,
      render: (_, { tender }) => <StateTag tone="plain">{code('tender', tender)}</StateTag>,
    },
    {
      ...moneyColumn<TopUpRow>('principal', t('asset.principal'), ({ principal }) => principal),
      sortsBy: 'amount',
      onPhone: 'beside',
    },
    moneyColumn<TopUpRow>('bonus', t('asset.bonus'), ({ bonus }) => bonus),
    {
      key: 'reference',
      title: t('tender.reference'),
      onPhone: 'wide',
      isHiddenAtFirst: true,
      render: (_, { reference }) => reference ?? <span className="quiet">–</span>,
    },
    {
      key: 'by',
      title: t('top_up.by'),
      isOptional: true,
      render: (_, { topped_up_by }) => <StaffName id={topped_up_by} />,
    },
  ]
}
