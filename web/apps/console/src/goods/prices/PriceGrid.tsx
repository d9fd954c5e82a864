// The grid: a row for each SKU, two cells for the store's own prices, moved through and typed into
// as in a spreadsheet. What was typed stays while pages are turned.

import type { SkuFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Flex, Segmented } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useMay } from '@/session/context'
import { SeekPager } from '@/ui/SeekPager'
import { Answered } from '@/ui/states'
import { GridContext } from './grid'
import { PriceTable } from './PriceTable'
import { focusCell, type Place } from './place'
import { CELLS, rowOf } from './pricing'
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
  const mayWrite = useMay()('prices.write')
  const prices = usePrices(storeId, asked)
  const { data, isPlaceholderData } = prices
  const edits = usePriceEdits(storeId)
  const table = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<Shown>('all')
  const changed = edits.edits.size
  const shown = changed === 0 ? 'all' : wanted
  // The next word that is typed must not make the other rows vanish.
  if (shown !== wanted) setWanted(shown)
  const page = useMemo(() => (data?.items ?? []).map(rowOf), [data])
  const rows = shown === 'all' ? page : [...edits.edits.values()].map(({ row }) => row)
  const grid = {
    ...edits,
    mayWrite,
    focus: (place: Place) => focusCell(table.current, place),
    paste: (at: Place, block: readonly string[][]) =>
      block.forEach((texts, down) => {
        const row = rows[at.row + down]
        const cells = texts.flatMap((text, right) => {
          const cell = CELLS[at.column + right]
          return cell ? [[cell, text]] : []
        })
        if (row) edits.type(row, Object.fromEntries(cells))
      }),
  }
  return (
    <Answered query={prices}>
      {({ next }) => (
        <GridContext value={grid}>
          <Card size="small" aria-busy={isPlaceholderData}>
            {mayWrite && <Head changed={changed} shown={shown} show={setWanted} />}
            <div ref={table} className="price-grid">
              <PriceTable rows={rows} isLoading={isPlaceholderData} />
            </div>
            {shown === 'all' && <SeekPager next={next} />}
          </Card>
          <SaveBar />
        </GridContext>
      )}
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
