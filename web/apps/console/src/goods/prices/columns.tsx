// The columns of the price grid: the goods, and two cells for each owner.

import type { Words } from '@huitong/words/react'
import type { TableProps } from 'antd'
import { Link } from 'react-router'
import { skuName } from '../sku'
import { PricePair } from './PricePair'
import { CELLS, type Owner, type PriceRow } from './pricing'

type Columns = NonNullable<TableProps<PriceRow>['columns']>

export interface OwnerColumn {
  owner: Owner
  name: string
  /** Chosen no more, and here only for what is unsaved in it. */
  isLeftOver: boolean
}

export function priceColumns({ t }: Words, owners: readonly OwnerColumn[]): Columns {
  return [
    {
      key: 'goods',
      title: t('word.goods'),
      fixed: 'left',
      render: (_, { sku }) => (
        <div className="price-goods">
          <Link to={`/goods/${sku.goods_id}`} tabIndex={-1}>
            {skuName(sku)}
          </Link>
          <div className="num quiet">{sku.code}</div>
        </div>
      ),
    },
    ...owners.map(({ owner, name, isLeftOver }, nth): Columns[number] => ({
      key: owner,
      title: (
        <>
          <div className="price-owner" title={name}>
            {name}
            {isLeftOver && <span className="quiet"> {t('price.left_over')}</span>}
          </div>
          <div className="price-cells price-names quiet">
            <span>{t('price.list')}</span>
            <span>{t('price.member')}</span>
          </div>
        </>
      ),
      className: 'price-column',
      render: (_, row, place) => (
        <PricePair
          row={row}
          owner={owner}
          name={name}
          at={{ row: place, column: nth * CELLS.length }}
        />
      ),
    })),
  ]
}
