// The grid: a row for each SKU, two cells for the store's own prices, moved through and typed into
// as in a spreadsheet. What was typed stays while pages are turned.

import type { Sku, SkuFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Flex, Grid, Segmented, Table } from 'antd'
import { useRef, useState } from 'react'
import { useMay } from '@/session/context'
import { EmptyState } from '@/ui/EmptyState'
import { SeekPager } from '@/ui/SeekPager'
import { Answered } from '@/ui/states'
import { priceColumns } from './columns'
import { focusCell, type Place } from './place'
import { CELLS, type PriceRow, rowOf } from './pricing'
import { usePrices } from './queries'
import { SaveBar } from './SaveBar'
import { usePriceEdits } from './usePriceEdits'
import './prices.css'

type Shown = 'all' | 'changed'

interface PriceGridProps {
  storeId: string
  asked: SkuFilter
}

export function PriceGrid({ storeId, asked }: PriceGridProps) {
  const words = useWords()
  const { t } = words
  const mayWrite = useMay()('prices.write')
  const { xl = true } = Grid.useBreakpoint()
  const prices = usePrices(storeId, asked)
  const grid = usePriceEdits(storeId)
  const table = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<Shown>('all')
  const { edits } = grid
  const shown = edits.size === 0 ? 'all' : wanted
  // The next word that is typed must not make the other rows vanish.
  if (shown !== wanted) setWanted(shown)

  function rowsOf(skus: readonly Sku[]): PriceRow[] {
    return shown === 'changed' ? [...edits.values()].map(({ row }) => row) : skus.map(rowOf)
  }

  function paste(rows: readonly PriceRow[], at: Place, block: readonly string[][]) {
    block.forEach((texts, down) => {
      const row = rows[at.row + down]
      const cells = texts.flatMap((text, right) => {
        const cell = CELLS[at.column + right]
        return cell ? [[cell, text]] : []
      })
      if (row) grid.type(row, Object.fromEntries(cells))
    })
  }

  return (
    <Answered query={prices}>
      {({ items, next }) => {
        const rows = rowsOf(items)
        return (
          <>
            <Card size="small" aria-busy={prices.isPlaceholderData}>
              {mayWrite && <Head changed={edits.size} shown={shown} show={setWanted} />}
              <div ref={table} className="price-grid">
                <Table<PriceRow>
                  size="small"
                  rowKey={({ sku }) => sku.id}
                  dataSource={rows}
                  loading={prices.isPlaceholderData}
                  pagination={false}
                  scroll={{ x: 'max-content' }}
                  locale={{ emptyText: <EmptyState text={t('goods.none')} /> }}
                  columns={priceColumns(words, {
                    grid,
                    mayWrite,
                    isWide: xl,
                    focus: (place) => focusCell(table.current, place),
                    paste: (at, block) => paste(rows, at, block),
                  })}
                />
              </div>
              {shown === 'all' && <SeekPager next={next} />}
            </Card>
            <SaveBar grid={grid} />
          </>
        )
      }}
    </Answered>
  )
}

interface HeadProps {
  changed: number
  shown: Shown
  show: (shown: Shown) => void
}

/** What an empty cell means, and what of the grid is looked at. */
function Head({ changed, shown, show }: HeadProps) {
  const { t } = useWords()
  return (
    <Flex justify="space-between" align="center" gap={8} wrap className="price-head">
      <span className="quiet">{t('price.hint')}</span>
      <Segmented<Shown>
        aria-label={t('price.show')}
        value={shown}
        onChange={show}
        options={[
          { value: 'all', label: t('price.show_all') },
          {
            value: 'changed',
            label: t('price.show_changed', { count: changed }),
            disabled: changed === 0,
          },
        ]}
      />
    </Flex>
  )
}
