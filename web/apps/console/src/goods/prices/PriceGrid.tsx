// The grid: a row for each SKU, two cells for the chain and for each store, moved through and typed
// into as in a spreadsheet. What was typed stays while pages are turned.

import type { SkuFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Flex, Segmented } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useMay } from '@/session/context'
import { useStoreNames } from '@/stores/StoreSelect'
import { SeekPager } from '@/ui/SeekPager'
import { Answered } from '@/ui/states'
import { tidyPrice } from '../sku'
import { useEdits } from './book'
import { ownersOf, rowsOf, spotOf } from './edits'
import { type Grid, GridContext } from './grid'
import { PriceTable } from './PriceTable'
import { focusCell } from './place'
import { CELLS, CHAIN, type Owner } from './pricing'
import { usePrices } from './queries'
import { SaveBar } from './SaveBar'
import { ownersShown } from './stores'
import { usePriceActs } from './usePriceEdits'
import './prices.css'

type Shown = 'all' | 'changed'

interface PriceGridProps {
  storeIds: readonly string[]
  asked: SkuFilter
}

export function PriceGrid({ storeIds, asked }: PriceGridProps) {
  const { t } = useWords()
  const nameOf = useStoreNames()
  const may = useMay()
  const prices = usePrices(storeIds, asked)
  const { data, isPlaceholderData } = prices
  const { acts, saving } = usePriceActs()
  const edits = useEdits(acts.book)
  const table = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<Shown>('all')
  const shown = edits.size === 0 ? 'all' : wanted
  // The next word that is typed must not make the other rows vanish.
  if (shown !== wanted) setWanted(shown)
  const unsaved = [...ownersOf(edits)].sort().join()
  const owners = useMemo(
    () =>
      ownersShown(storeIds, new Set(unsaved === '' ? [] : unsaved.split(','))).map((owner) => ({
        owner,
        name: owner === CHAIN ? t('price.chain') : nameOf(owner),
        isLeftOver: owner !== CHAIN && !storeIds.includes(owner),
      })),
    [storeIds, unsaved, t, nameOf],
  )
  const changed = useMemo(() => rowsOf(edits), [edits])
  const rows = shown === 'all' ? data?.rows : changed
  const isSaving = saving.progress !== undefined
  const mayChain = may('goods.write')
  const mayStores = may('prices.write')
  const grid = useMemo<Grid>(() => {
    const mayWrite = (owner: Owner) => (owner === CHAIN ? mayChain : mayStores)
    return {
      ...acts,
      isSaving,
      mayWrite,
      focus: (place) => focusCell(table.current, place),
      paste: (at, block) => {
        const spots = owners.flatMap(({ owner }) => CELLS.map((cell) => ({ owner, cell })))
        block.forEach((texts, down) => {
          const row = rows?.[at.row + down]
          texts.forEach((text, right) => {
            const spot = spots[at.column + right]
            if (!row || !spot || !mayWrite(spot.owner)) return
            acts.type(row, spot.owner, { [spot.cell]: tidyPrice(text) })
            acts.leave(spotOf({ row, owner: spot.owner }))
          })
        })
      },
    }
  }, [acts, isSaving, mayChain, mayStores, owners, rows])
  return (
    <Answered query={prices}>
      {({ next }) => (
        <GridContext value={grid}>
          <Card size="small" aria-busy={isPlaceholderData}>
            {mayChain || mayStores ? (
              <Head changed={edits.size} shown={shown} show={setWanted} />
            ) : (
              <div className="price-head">
                <OffChainMark />
              </div>
            )}
            <div ref={table} className="price-grid">
              <PriceTable rows={rows ?? []} owners={owners} isLoading={isPlaceholderData} />
            </div>
            {shown === 'all' && <SeekPager next={next} />}
          </Card>
          <SaveBar saving={saving} />
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

/** What an empty cell and the marks mean, and what of the grid is looked at. */
function Head({ changed, shown, show }: HeadProps) {
  const { t } = useWords()
  return (
    <Flex justify="space-between" align="center" gap={8} wrap className="price-head">
      <div className="quiet">
        <div>{t('price.hint')}</div>
        <Flex gap={16} wrap>
          <OffChainMark />
          <span className="price-mark" data-changed="true">
            {t('price.mark_changed')}
          </span>
        </Flex>
      </div>
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

function OffChainMark() {
  const { t } = useWords()
  return (
    <span className="price-mark quiet" data-off-chain="true">
      {t('price.mark_off_chain')}
    </span>
  )
}
