// Regions side by side: the darker a cell, the larger its number among the regions.

import type { Overview } from '@huitong/api'
import { formatCount, formatMoney, formatShare } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useRegionNames } from '@/regions/RegionSelect'
import { useStores } from '@/stores/queries'
import { askInstead } from './asked'
import { byRegion, type PlaceRow, placeRow } from './places'

interface Measure {
  title: string
  of: (row: PlaceRow) => number | undefined
  show: (value: number) => string
}

export function RegionTable({ stores }: { stores: Overview['by_store'] }) {
  const { t } = useWords()
  const [search] = useSearchParams()
  const known = useStores()
  const nameOf = useRegionNames()
  const sums = byRegion(stores, (id) => known.get(id)?.region_id)
  // One region compares with nothing.
  if (sums.size < 2) return null
  const rows = [...sums].map(([id, figures]) => placeRow(id ?? '', nameOf(id), figures))
  const measures: Measure[] = [
    { title: t('indicator.net_sales'), of: (row) => row.netSales, show: formatMoney },
    { title: t('indicator.orders'), of: (row) => row.orders, show: formatCount },
    { title: t('indicator.ticket'), of: (row) => row.ticket, show: formatMoney },
    { title: t('indicator.member_sales_share'), of: (row) => row.memberShare, show: formatShare },
    { title: t('indicator.new_members'), of: (row) => row.newMembers, show: formatCount },
  ]
  return (
    <Card size="small" title={t('overview.by_region')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard */}
      <section className="heat-scroll" aria-label={t('overview.by_region')} tabIndex={0}>
        <table className="heat">
          <thead>
            <tr>
              <th scope="col">{t('word.region')}</th>
              {measures.map(({ title }) => (
                <th key={title} scope="col" className="num">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {row.id ? (
                    <Link
                      to={{
                        search: `${askInstead(search, { region_id: row.id, store_id: undefined })}`,
                      }}
                    >
                      {row.name}
                    </Link>
                  ) : (
                    row.name
                  )}
                </th>
                {measures.map((measure) => (
                  <HeatCell key={measure.title} measure={measure} row={row} rows={rows} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}

function HeatCell({ measure, row, rows }: { measure: Measure; row: PlaceRow; rows: PlaceRow[] }) {
  const value = measure.of(row)
  const most = Math.max(...rows.map((one) => measure.of(one) ?? 0), 0)
  const heat = value && most > 0 ? Math.round((35 * Math.max(value, 0)) / most) : 0
  return (
    <td
      className="num"
      style={{ background: `color-mix(in srgb, var(--heat) ${heat}%, transparent)` }}
    >
      {value === undefined ? '–' : measure.show(value)}
    </td>
  )
}
