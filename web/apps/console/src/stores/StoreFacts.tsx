// What is known of a store, for those who may not change it.

import type { Store } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { RegionName } from '@/regions/RegionSelect'
import { Summary } from '@/ui/Summary'
import { timeOf } from './clock'
import { HoursText } from './HoursText'

export function StoreFacts({ store }: { store: Store }) {
  const { t, code } = useWords()
  return (
    <Summary
      items={[
        {
          key: 'region',
          label: t('word.region'),
          children: <RegionName id={store.region_id} />,
        },
        {
          key: 'ownership',
          label: t('store.ownership'),
          children: code('ownership', store.ownership),
        },
        { key: 'phone', label: t('store.phone'), children: store.phone },
        { key: 'address', label: t('store.address'), children: store.address },
        { key: 'zone', label: t('store.zone'), children: store.zone },
        { key: 'cutoff', label: t('store.cutoff'), children: timeOf(store.cutoff) },
        { key: 'area', label: t('store.area'), children: store.area_m2 },
        {
          key: 'negative',
          label: t('store.negative_stock'),
          children: t(store.allows_negative_stock ? 'filter.yes' : 'filter.no'),
        },
        {
          key: 'hours',
          label: t('store.hours'),
          children: <HoursText openings={store.opening_hours} />,
        },
      ]}
    />
  )
}
