// In which stores orders were replayed.

import type { OfferReplaySummary } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { RegionName } from '@/regions/RegionSelect'

export function Where({ replay }: { replay: OfferReplaySummary }) {
  const { t } = useWords()
  const { region_id, stores } = replay
  if (region_id) return <RegionName id={region_id} />
  return stores == null
    ? t('replay.everywhere')
    : t('replay.in_stores', { count: formatCount(stores) })
}
