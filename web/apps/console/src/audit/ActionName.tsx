// What was done, by its name; everything of an area by that of the area.

import { useWords } from '@huitong/words/react'
import { ACTION_GROUPS } from './actions'

export function ActionName({ action }: { action: string }) {
  const { t, code } = useWords()
  const group = ACTION_GROUPS.find(({ all }) => all === action)
  if (!group) return code('audit_action', action)
  return t('audit.whole_area', { area: t(`audit_area.${group.area}`) })
}
