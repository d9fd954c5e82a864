// Where a store's clock on the wall is set. Browsers name every zone but UTC.

import { Select } from 'antd'

interface ZoneSelectProps {
  id?: string
  value?: string
  onChange?: (zone: string) => void
}

export function ZoneSelect({ value, ...rest }: ZoneSelectProps) {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])
  if (value) zones.add(value)
  return (
    <Select
      {...rest}
      value={value}
      showSearch
      options={[...zones].map((zone) => ({ value: zone, label: zone }))}
    />
  )
}
