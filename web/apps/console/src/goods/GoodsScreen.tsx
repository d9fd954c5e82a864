// One piece of goods: where it stands, what it looks like, its SKUs with their prices, and what
// stores have of them.

import type { Goods, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useParams } from 'react-router'
import { Count, Money } from '@/ui/Amount'
import { DetailPage } from '@/ui/DetailPage'
import { reread } from '@/ui/reread'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { CategoryPath } from './categories/CategorySelect'
import { GoodsActs } from './GoodsActs'
import { PicturesCard } from './pictures/PicturesCard'
import { useGoods } from './queries'
import { PriceRecordTab } from './record/PriceRecordTab'
import { SkusTab } from './SkusTab'
import { priceRange } from './sku'
import { StockTab } from './stock/StockTab'

export function GoodsScreen() {
  const { goodsId = '' } = useParams()
  const goods = useGoods(goodsId)
  return (
    <Answered query={goods}>
      {(known) => <GoodsPage key={goodsId} goods={known} reread={reread(goods)} />}
    </Answered>
  )
}

export interface GoodsPageProps {
  goods: Tagged<Goods>
  reread: () => Promise<Tagged<Goods>>
}

function GoodsPage({ goods, reread }: GoodsPageProps) {
  const { t } = useWords()
  const { code, name, category_id, is_active, skus } = goods.data
  const counted = skus.filter(({ keeps_stock }) => keeps_stock)
  return (
    <DetailPage
      title={name}
      beside={
        <>
          <span className="num quiet">{code}</span>
          {!is_active && <StateTag tone="warn">{t('goods.stopped')}</StateTag>}
        </>
      }
      acts={<GoodsActs goods={goods} reread={reread} />}
      summary={[
        { key: 'category', label: t('word.category'), children: <CategoryPath id={category_id} /> },
        { key: 'skus', label: t('word.skus'), children: <Count count={skus.length} /> },
        { key: 'prices', label: t('price.list'), children: <PriceRange goods={goods.data} /> },
      ]}
      tabs={[
        {
          key: 'skus',
          label: t('word.skus'),
          children: <SkusTab goods={goods.data} reread={reread} />,
        },
        {
          key: 'record',
          label: t('price_record.title'),
          children: <PriceRecordTab skus={skus} />,
        },
        counted.length > 0 && {
          key: 'stock',
          label: t('word.stock'),
          children: <StockTab skus={counted} />,
        },
      ]}
    >
      <PicturesCard goods={goods.data} />
    </DetailPage>
  )
}

function PriceRange({ goods: { skus } }: { goods: Goods }) {
  const range = priceRange(skus)
  if (!range) return null
  const { low, high } = range
  return (
    <>
      <Money fen={low} />
      {high > low && (
        <>
          {' – '}
          <Money fen={high} />
        </>
      )}
    </>
  )
}
