// The columns of the price grid.

import type { Words } from '@huitong/words/react'
import type { TableProps } from 'antd'
import { Link } from 'react-router'
import { Price } from '../columns'
import { skuName } from '../sku'
import { PriceCell } from './PriceCell'
import { CELLS, type CellName, type PriceRow } from './pricing'
import { RowState } from './RowState'

type Columns = NonNullable<TableProps<PriceRow>['columns']>

/** Where there is no room for a column of states, they stand below the goods. */
export function priceColumns({ t }: Words, isWide: boolean): Columns {
  return [
    {
      key: 'goods',
      title: t('word.goods'),
      render: (_, row) => (
        <div className="price-goods">
          <Link to={`/goods/${row.sku.goods_id}`} tabIndex={-1}>
            {skuName(row.sku)}
          </Link>
          <div className="num quiet">{row.sku.code}</div>
          {!isWide && <RowState row={row} />}
        </div>
      ),
    },
    {
      key: 'chain_list',
      title: t('price.chain_list'),
      align: 'right',
      width: 120,
      // On a phone the empty cells say it.
      responsive: ['md'],
      render: (_, { sku }) => <Price fen={sku.list_price} />,
    },
    {
      key: 'chain_member',
      title: t('price.chain_member'),
      align: 'right',
      width: 120,
      // On a phone the empty cells say it.
      responsive: ['md'],
      render: (_, { sku }) => <Price fen={sku.member_price} />,
    },
    cellColumn(t('price.store_list'), 'list', isWide),
    cellColumn(t('price.store_member'), 'member', isWide),
    ...(isWide ? [stateColumn(t('sku.state'))] : []),
  ]
}

function stateColumn(title: string): Columns[number] {
  return {
    key: 'state',
    title,
    // Wide enough for what may be told, so that nothing moves under the hands.
    width: 340,
    render: (_, row) => <RowState row={row} />,
  }
}

function cellColumn(title: string, cell: CellName, isWide: boolean): Columns[number] {
  return {
    key: cell,
    title,
    align: 'right',
    width: isWide ? 130 : 104,
    render: (_, row, place) => (
      <PriceCell row={row} cell={cell} at={{ row: place, column: CELLS.indexOf(cell) }} />
    ),
  }
}
