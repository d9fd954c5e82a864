// The SKUs that a group holds as it was saved, for somebody to check.

import type { GoodsGroup, Sku } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { Link } from 'react-router'
import { Count } from '@/ui/Amount'
import { GrowingTable } from '@/ui/GrowingTable'
import { CategoryPath } from '../categories/CategorySelect'
import { Price, SkuState } from '../columns'
import { skuName } from '../sku'
import { useHeldSkus } from './queries'

export function HeldSkus({ group }: { group: GoodsGroup }) {
  const { t } = useWords()
  const skus = useHeldSkus(group.id)
  const title = (
    <>
      {t('goods_group.holds')} <Count count={group.sku_count} />
    </>
  )
  return (
    <Card
      size="small"
      title={title}
      extra={<span className="quiet">{t('goods_group.holds_hint')}</span>}
    >
      <GrowingTable<Sku>
        list={skus}
        rowKey={({ id }) => id}
        emptyText={t('goods_group.holds_nothing')}
        columns={[
          {
            key: 'goods',
            title: t('word.goods'),
            render: (_, sku) => (
              <>
                <Link to={`/goods/${sku.goods_id}`}>{skuName(sku)}</Link>
                <div className="num quiet">{sku.code}</div>
              </>
            ),
          },
          {
            key: 'category',
            title: t('word.category'),
            render: (_, { category_id }) => <CategoryPath id={category_id} />,
          },
          {
            key: 'list_price',
            title: t('price.list'),
            onPhone: 'beside',
            align: 'right',
            render: (_, { list_price }) => <Price fen={list_price} />,
          },
          { key: 'state', title: t('sku.state'), render: (_, sku) => <SkuState sku={sku} /> },
        ]}
      />
    </Card>
  )
}
