// The way to the member of a row. Lists do not say names, and asking for each would be a call a row.

import { useWords } from '@huitong/words/react'
import { Link } from 'react-router'
import { useMay } from '@/session/context'

interface MemberLinkProps {
  id: string | null | undefined
  /** What the row is about, for those who hear the link and do not see its row. */
  of: string
}

export function MemberLink({ id, of }: MemberLinkProps) {
  const { t } = useWords()
  const may = useMay()
  if (!id || !may('members.read')) return <span className="quiet">–</span>
  return (
    <Link to={`/members/${id}`} aria-label={`${t('order.of_member')} ${of}`}>
      {t('order.of_member')}
    </Link>
  )
}
