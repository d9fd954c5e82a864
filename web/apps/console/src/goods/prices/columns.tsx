// The columns of the price grid.

import type { Words } from '@huitong/words/react'
import type { TableProps } from 'antd'
import { Link } from 'react-router'
import { Price } from '../columns'
import { skuName } from '../sku'
import { PriceCell } from './PriceCell'
import type { Place } from './place'
import { CELLS, type CellName, cellsOf, type PriceRow } from './pricing'
import { RowState } from './RowState'
import type { PriceEdits } from './usePriceEdits'

export interface GridContext {
  grid: PriceEdits
  mayWrite: boolean
  /** Whether there is room for a column of states; without it they stand below the goods. */
  isWide: boolean
  focus: (place: Place) => void
  paste: (at: Place, block: readonly string[][]) => void
}

type Columns = NonNullable<TableProps<PriceRow>['columns']>

export function priceColumns({ t }: Words, context: GridContext): Columns {
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
          {!context.isWide && <RowState row={row} grid={context.grid} />}
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
    cellColumn(t('price.store_list'), context, 'list'),
    cellColumn(t('price.store_member'), context, 'member'),
    ...(context.isWide ? [stateColumn(t('sku.state'), context)] : []),
  ]
}

function stateColumn(title: string, { grid }: GridContext): Columns[number] {
  return {
    key: 'state',
    title,
    // Wide enough for what may be told, so that nothing moves under the hands.
    width: 340,
    render: (_, row) => <RowState row={row} grid={grid} />,
  }
}

function cellColumn(title: string, context: GridContext, cell: CellName): Columns[number] {
  return {
    key: cell,
    title,
    align: 'right',
    width: 130,
    render: (_, row, place) => {
      const edit = context.grid.edits.get(row.sku.id)
      return (
        <PriceCell
          row={edit?.row ?? row}
          cells={edit?.cells ?? cellsOf(row.own)}
          cell={cell}
          at={{ row: place, column: CELLS.indexOf(cell) }}
          context={context}
        />
      )
    },
  }
}
