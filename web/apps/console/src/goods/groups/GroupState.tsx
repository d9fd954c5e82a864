// Whether a group is in use.

import { useWords } from '@huitong/words/react'
import { StateTag } from '@/ui/StateTag'

export function GroupState({ isActive }: { isActive: boolean }) {
  const { t } = useWords()
  if (isActive) return <span className="quiet">{t('goods_group.on')}</span>
  return <StateTag tone="warn">{t('goods_group.off')}</StateTag>
}
