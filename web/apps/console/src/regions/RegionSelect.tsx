// Choosing one or several regions by name or code, and how a region is shown.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useRegions } from './queries'

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

/** A region's name, or its id for one that is not known. */
export function RegionName({ id }: { id: string | null | undefined }) {
  const { t } = useWords()
  const regions = useRegions()
  if (!id) return <span className="quiet">{t('region.none')}</span>
  return regions.get(id)?.name ?? id
}
