// The grid: a row for each SKU, two cells for the chain and for each store, moved through and typed
// into as in a spreadsheet. What was typed stays while pages are turned.

import type { SkuFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Flex, Segmented } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useMay } from '@/session/context'
import { useStoreNames } from '@/stores/StoreSelect'
import { SeekPager } from '@/ui/SeekPager'
import { Answered } from '@/ui/states'
import { useEdits } from './book'
import type { OwnerColumn } from './columns'
import { type Edits, ownersOf, rowsOf } from './edits'
import { type Grid, GridContext } from './grid'
import { PriceTable } from './PriceTable'
import { CHAIN, type Owner, type PriceRow } from './pricing'
import { usePrices } from './queries'
import { SaveBar } from './SaveBar'
import { ownersShown } from './stores'
import { useKeptRows } from './useKeptRows'
import { useMoves } from './useMoves'
import { usePaste } from './usePaste'
import { usePriceActs } from './usePriceEdits'
import './prices.css'

type Shown = 'all' | 'changed'

const NONE: readonly PriceRow[] = []

interface PriceGridProps {
  storeIds: readonly string[]
  asked: SkuFilter
}

export function PriceGrid({ storeIds, asked }: PriceGridProps) {
  const { acts, saving } = usePriceActs()
  const edits = useEdits(acts.book)
  const owners = useOwners(storeIds, edits)
  const inSight = owners.map(({ owner }) => owner).filter((owner) => owner !== CHAIN)
  const prices = usePrices(inSight, asked)
  const { data, isPlaceholderData } = prices
  const table = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<Shown>('all')
  const shown = edits.size === 0 ? 'all' : wanted
  // The next word that is typed must not make the other rows vanish.
  if (shown !== wanted) setWanted(shown)
  const here = data?.rows ?? NONE
  const changed = useMemo(() => (shown === 'changed' ? rowsOf(edits) : NONE), [shown, edits])
  const kept = useKeptRows(changed, here, inSight)
  const rows = shown === 'all' ? here : kept.rows
  const may = useMay()
  const mayChain = may('goods.write')
  const mayStores = may('prices.write')
  const moves = useMoves(table)
  const isSaving = saving.progress !== undefined
  const isAsking = isPlaceholderData || kept.isAsking
  const mayWrite = useCallback(
    (owner: Owner) => (owner === CHAIN ? mayChain : mayStores),
    [mayChain, mayStores],
  )
  const paste = usePaste({ acts, rows, owners, mayWrite })
  const grid = useMemo<Grid>(
    () => ({ ...acts, ...moves, isSaving, isAsking, mayWrite, paste }),
    [acts, moves, isSaving, isAsking, mayWrite, paste],
  )
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
              <PriceTable rows={rows} owners={owners} isLoading={isPlaceholderData} />
            </div>
            {shown === 'all' && <SeekPager next={next} />}
          </Card>
          <SaveBar saving={saving} />
        </GridContext>
      )}
    </Answered>
  )
}

function useOwners(storeIds: readonly string[], edits: Edits): OwnerColumn[] {
  const { t } = useWords()
  const nameOf = useStoreNames()
  const unsaved = [...ownersOf(edits)].sort().join()
  return useMemo(
    () =>
      ownersShown(storeIds, new Set(unsaved === '' ? [] : unsaved.split(','))).map((owner) => ({
        owner,
        name: owner === CHAIN ? t('price.chain') : nameOf(owner),
        isLeftOver: owner !== CHAIN && !storeIds.includes(owner),
      })),
    [storeIds, unsaved, t, nameOf],
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
