// The columns of a list of SKUs.

import type { Sku } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Link } from 'react-router'
import { Count, Money } from '@/ui/Amount'
import type { ListColumn } from '@/ui/ListTable'
import { StateTag } from '@/ui/StateTag'
import { CategoryPath } from './categories/CategorySelect'
import { Thumbnail } from './pictures/Thumbnail'
import { skuName } from './sku'

/** With what a store asks and has, where one was asked for. */
export function skuColumns(words: Words, isOfStore: boolean): ListColumn<Sku>[] {
  const { t } = words
  return [
    {
      key: 'picture',
      title: t('word.picture'),
      onPhone: 'picture',
      width: 56,
      isOptional: true,
      render: (_, { goods_id, picture_id }) => (
        <Thumbnail goods_id={goods_id} picture_id={picture_id} />
      ),
    },
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
      key: 'barcodes',
      title: t('word.barcode'),
      isOptional: true,
      render: (_, { barcodes }) => <Barcodes barcodes={barcodes} />,
    },
    {
      key: 'category',
      title: t('word.category'),
      onPhone: 'under',
      isOptional: true,
      render: (_, { category_id }) => <CategoryPath id={category_id} />,
    },
    {
      ...priceColumn('list_price', t('price.list'), ({ list_price }) => list_price),
      onPhone: 'beside',
    },
    priceColumn('member_price', t('price.member'), ({ member_price }) => member_price),
    {
      key: 'keeps_stock',
      title: t('sku.keeps_stock'),
      isOptional: true,
      isHiddenAtFirst: true,
      render: (_, { keeps_stock }) => t(keeps_stock ? 'filter.yes' : 'filter.no'),
    },
    ...(isOfStore ? storeColumns(words) : []),
    {
      key: 'state',
      title: t('sku.state'),
      onPhone: 'under',
      isOptional: true,
      render: (_, sku) => <SkuState sku={sku} />,
    },
  ]
}

function storeColumns({ t }: Words): ListColumn<Sku>[] {
  return [
    priceColumn('store_list_price', t('price.store_list'), ({ at_store }) => at_store?.list_price),
    priceColumn(
      'store_member_price',
      t('price.store_member'),
      ({ at_store }) => at_store?.member_price,
    ),
    {
      key: 'stock',
      title: t('stock.now'),
      align: 'right',
      render: (_, { at_store }) => {
        const stock = at_store?.stock
        return typeof stock === 'number' ? (
          <Count count={stock} />
        ) : (
          <span className="quiet">{t('stock.not_kept')}</span>
        )
      },
    },
  ]
}

export function SkuState({ sku }: { sku: Sku }) {
  const { t } = useWords()
  if (sku.may_be_sold) return <span className="quiet">{t('sku.on_sale')}</span>
  return <StateTag tone="warn">{t(sku.is_active ? 'goods.stopped' : 'sku.stopped')}</StateTag>
}

/** The first one, and how many more there are. */
export function Barcodes({ barcodes }: { barcodes: readonly string[] }) {
  const { t } = useWords()
  const [first, ...others] = barcodes
  if (first === undefined) return <span className="quiet">–</span>
  return (
    <>
      <span className="num">{first}</span>
      {others.length > 0 && (
        <span className="quiet" title={others.join('\n')}>
          {' '}
          {t('sku.more_barcodes', { count: others.length })}
        </span>
      )}
    </>
  )
}

function priceColumn(
  key: string,
  title: string,
  of: (sku: Sku) => number | null | undefined,
): ListColumn<Sku> {
  return {
    key,
    title,
    align: 'right',
    isOptional: true,
    render: (_, sku) => <Price fen={of(sku)} />,
  }
}

/** A price, or that there is none. */
export function Price({ fen }: { fen: number | null | undefined }) {
  return typeof fen === 'number' ? <Money fen={fen} /> : <span className="quiet">–</span>
}
