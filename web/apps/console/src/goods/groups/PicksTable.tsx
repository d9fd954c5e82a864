// What is on one side of a group, ten at a time; each can be taken away where that may be done.

import type { NamedPick } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { actsColumn } from '@/ui/actsColumn'
import { Table } from '@/ui/Table'
import { CategoryPath } from '../categories/CategorySelect'
import { keyOf } from './picks'

const PAGE = 10

interface PicksTableProps {
  picks: readonly NamedPick[]
  remove?: (key: string) => void
}

export function PicksTable({ picks, remove }: PicksTableProps) {
  const words = useWords()
  const { t, code } = words
  if (picks.length === 0) {
    return <p className="picks-none quiet">{t('goods_group.nothing_picked')}</p>
  }
  return (
    <Table<NamedPick>
      size="small"
      rowKey={keyOf}
      dataSource={picks}
      pagination={{
        pageSize: PAGE,
        hideOnSinglePage: true,
        showSizeChanger: false,
        size: 'small',
        showTotal: (count) => t('goods_group.picked', { count: formatCount(count) }),
      }}
      columns={[
        {
          key: 'kind',
          title: t('goods_group.kind'),
          width: 72,
          render: (_, { pick }) => <span className="quiet">{code('pick_kind', pick.kind)}</span>,
        },
        { key: 'name', title: t('word.goods'), render: (_, one) => <PickName of={one} /> },
        ...(remove
          ? [
              actsColumn<NamedPick>(words, (one) => (
                <Button
                  size="small"
                  aria-label={t('goods_group.remove_one', { name: one.name })}
                  onClick={() => remove(keyOf(one))}
                >
                  {t('goods_group.remove')}
                </Button>
              )),
            ]
          : []),
      ]}
    />
  )
}

function PickName({ of: { pick, name, code } }: { of: NamedPick }) {
  if (pick.kind === 'category') return <CategoryPath id={pick.id} />
  return (
    <>
      <div>{name}</div>
      {code && <span className="num quiet">{code}</span>}
    </>
  )
}
