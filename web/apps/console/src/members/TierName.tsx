// A tier by its name.

import { useWords } from '@huitong/words/react'
import { StateTag } from '@/ui/StateTag'
import { useTiers } from './queries'

export function TierName({ id }: { id: string | null | undefined }) {
  const { t } = useWords()
  const tiers = useTiers()
  if (!id) return <span className="quiet">{t('tier.none')}</span>
  const known = tiers.data?.items.find((tier) => tier.id === id)
  const unknown = tiers.isLoading ? '…' : t('tier.out_of_sight')
  return <StateTag tone="plain">{known?.name ?? unknown}</StateTag>
}
