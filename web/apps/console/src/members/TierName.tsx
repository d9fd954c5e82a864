// A tier by its name.

import { useWords } from '@huitong/words/react'
import { StateTag } from '@/ui/StateTag'
import { useTiers } from './queries'

interface TierNameProps {
  id: string | null | undefined
  /** Without a tag around it, such as inside of one. */
  isPlain?: boolean
}

export function TierName({ id, isPlain = false }: TierNameProps) {
  const { t } = useWords()
  const tiers = useTiers()
  if (!id) return <span className="quiet">{t('tier.none')}</span>
  const known = tiers.data?.items.find((tier) => tier.id === id)
  const unknown = tiers.isLoading ? '…' : t('tier.out_of_sight')
  const name = known?.name ?? unknown
  return isPlain ? name : <StateTag tone="plain">{name}</StateTag>
}
