// Period and place, kept in the address.

import type { Overview, OverviewFilter } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Flex, Select } from 'antd'
import { useSearchParams } from 'react-router'
import { useRegions } from '@/regions/queries'
import { RegionName } from '@/regions/RegionSelect'
import { StoreSelect } from '@/stores/StoreSelect'
import { DatesInput } from '@/ui/DateInput'
import { askInstead } from './asked'

interface PickersProps {
  shown: Overview | undefined
  /** What the address and the store that is chosen for all pages come to. */
  asked: OverviewFilter
}

export function Pickers({ shown, asked }: PickersProps) {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const regions = useRegions()
  const [from, to] = [search.get('from') ?? shown?.from, search.get('to') ?? shown?.to]
  const ask = (wishes: Parameters<typeof askInstead>[1]) => setSearch(askInstead(search, wishes))
  return (
    <Flex className="overview-pickers" gap={8} wrap align="center">
      {regions.size > 0 && (
        <Select
          aria-label={t('word.region')}
          allowClear
          placeholder={t('region.all')}
          style={{ minWidth: 130 }}
          value={asked.region_id ?? null}
          options={[...regions.values()].map(({ id, name }) => ({ value: id, label: name }))}
          labelRender={({ value: id, label }) => label ?? <RegionName id={String(id)} />}
          onChange={(region) => ask({ region_id: region ?? undefined, store_id: undefined })}
        />
      )}
      <StoreSelect
        aria-label={t('word.store')}
        allowClear={search.has('store_id')}
        value={asked.store_id ?? undefined}
        onChange={(store) => ask({ store_id: store, region_id: undefined })}
      />
      <DatesInput
        aria-label={t('period.label')}
        allowClear={false}
        value={from && to ? [from, to] : undefined}
        onChange={(days) => ask({ from: days?.[0], to: days?.[1] })}
      />
      {search.has('from') && (
        <Button onClick={() => ask({ from: undefined, to: undefined })}>
          {t('overview.latest')}
        </Button>
      )}
    </Flex>
  )
}
