// 商品分组: goods that the brand has put together, for offers to pick them by.

import type { GoodsGroupFilter, ListedGoodsGroup } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '@/session/context'
import { countColumn } from '@/ui/Amount'
import type { FilterField } from '@/ui/filters'
import { ListPage } from '@/ui/ListPage'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { byNumber, byText } from '@/ui/ordering'
import { useAsked } from '@/ui/useAsked'
import { AddGroup } from './AddGroup'
import { GroupState } from './GroupState'
import { useGroupList } from './queries'

export function GroupListScreen() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  const filters: FilterField[] = [
    {
      kind: 'text',
      name: 'q',
      label: t('goods_group.search'),
      hint: t('goods_group.search_hint'),
    },
    {
      kind: 'select',
      name: 'is_active',
      label: t('goods_group.state'),
      options: [
        { value: 'true', label: t('goods_group.on') },
        { value: 'false', label: t('goods_group.off') },
      ],
    },
  ]
  const groups = useGroupList(useAsked<GoodsGroupFilter>(filters))
  const add = may('goods.write') && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('goods_group.add')}
    </Button>
  )
  return (
    <ListPage name="goods_groups" title={t('nav.goods_groups')} acts={add} filters={filters}>
      <ListTable<ListedGoodsGroup>
        name="goods_groups"
        query={groups}
        rowKey={({ id }) => id}
        columns={groupColumns(words)}
        emptyText={t('goods_group.none')}
        emptyHint={t('goods_group.none_hint')}
        emptyAct={add}
      />
      {isAdding && <AddGroup close={() => setAdding(false)} />}
    </ListPage>
  )
}

function groupColumns({ t }: Words): ListColumn<ListedGoodsGroup>[] {
  const included = (group: ListedGoodsGroup) => group.included
  const excluded = (group: ListedGoodsGroup) => group.excluded
  return [
    {
      key: 'name',
      title: t('goods_group.name'),
      sorter: byText(({ name }) => name),
      render: (_, { id, name }) => <Link to={`/goods-groups/${id}`}>{name}</Link>,
    },
    {
      key: 'note',
      title: t('goods_group.note'),
      onPhone: 'wide',
      isOptional: true,
      render: (_, { note }) => note || <span className="quiet">–</span>,
    },
    {
      ...countColumn('included', t('goods_group.included'), included),
      sorter: byNumber(included),
    },
    {
      ...countColumn('excluded', t('goods_group.excluded'), excluded),
      sorter: byNumber(excluded),
    },
    {
      key: 'state',
      title: t('goods_group.state'),
      onPhone: 'beside',
      sorter: byNumber(({ is_active }) => (is_active ? 0 : 1)),
      isOptional: true,
      render: (_, { is_active }) => <GroupState isActive={is_active} />,
    },
  ]
}
