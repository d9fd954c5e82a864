// Where somebody works, in words: the brand, or regions or stores by name.

import type { Scope } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useRegionNames } from '@/regions/RegionSelect'
import { useStoreNames } from '@/stores/StoreSelect'
import { kindOf, placesOf } from './scope'

const NAMED_MAX = 3

/** The first few names, and how many there are; for lists. */
export function ScopeText({ scope }: { scope: Scope }) {
  const { t } = useWords()
  const names = useNames(scope)
  const joint = t('scope.joint')
  if (kindOf(scope) === 'brand') return t('scope.brand')
  if (names.length <= NAMED_MAX) return names.join(joint)
  const first = names.slice(0, NAMED_MAX).join(joint)
  const key = kindOf(scope) === 'regions' ? 'scope.more_regions' : 'scope.more_stores'
  return <span title={names.join(joint)}>{t(key, { first, count: names.length })}</span>
}

/** Every name. */
export function ScopeNames({ scope }: { scope: Scope }) {
  const { t } = useWords()
  const names = useNames(scope)
  return kindOf(scope) === 'brand' ? t('scope.brand') : names.join(t('scope.joint'))
}

function useNames(scope: Scope): string[] {
  const nameOfRegion = useRegionNames()
  const nameOfStore = useStoreNames()
  return placesOf(scope).map(kindOf(scope) === 'regions' ? nameOfRegion : nameOfStore)
}
