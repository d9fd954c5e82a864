// With which program somebody came; what it calls itself in full beside it.

import { useWords } from '@huitong/words/react'
import { clientName } from './client'

export function ClientName({ client }: { client: string | null }) {
  const { t } = useWords()
  if (client === null) return <span className="quiet">–</span>
  return <span title={client}>{clientName(client) ?? t('session.unknown_client')}</span>
}
