// Choosing one or several regions by name or code, and how a region is shown.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useIsReadingRegions, useRegions } from './queries'

interface RegionSelectProps {
  id?: string
  value?: string | null | undefined
  onChange?: (regionId: string | undefined) => void
}

/** One region, or none. */
export function RegionSelect(props: RegionSelectProps) {
  const { t } = useWords()
  return (
    <Select
      {...props}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={useRegionOptions()}
      labelRender={({ value: id, label }) => label ?? <RegionName id={String(id)} />}
      placeholder={t('region.none')}
    />
  )
}

export function useRegionOptions(): { value: string; label: string }[] {
  return [...useRegions().values()].map(({ id, code, name }) => ({
    value: id,
    label: `${name} ${code}`,
  }))
}

/** A region's name; of one that is not known only that it is another. */
export function RegionName({ id }: { id: string | null | undefined }) {
  const regions = useRegions()
  const nameOf = useRegionNames()
  if (id && regions.has(id)) return nameOf(id)
  return <span className="quiet">{nameOf(id)}</span>
}

/** The same as plain text, by the region's id. */
export function useRegionNames(): (id: string | null | undefined) => string {
  const { t } = useWords()
  const regions = useRegions()
  const isReading = useIsReadingRegions()
  return (id) => {
    if (!id) return t('region.none')
    return regions.get(id)?.name ?? (isReading ? '…' : t('region.out_of_sight'))
  }
}
