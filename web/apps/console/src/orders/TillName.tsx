// A till by its name; of one that the person may not see only that it is another.

import { useWords } from '@huitong/words/react'
import { useTills } from '@/stores/tills'

export function TillName({ storeId, id }: { storeId: string; id: string }) {
  const { t } = useWords()
  const tills = useTills(storeId)
  const known = tills.rows?.find((till) => till.id === id)
  if (known) return known.name
  return <span className="quiet">{tills.isLoading ? '…' : t('till.out_of_sight')}</span>
}
