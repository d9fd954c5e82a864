// The way to the member of a row, by the name that the row brings along.

import { useWords } from '@huitong/words/react'
import { Link } from 'react-router'
import { useMay } from '@/session/context'

interface MemberLinkProps {
  id: string | null | undefined
  /** Missing where it is not for the reader, or of a row that is older than the page. */
  name: string | null | undefined
}

export function MemberLink({ id, name }: MemberLinkProps) {
  const { t } = useWords()
  const may = useMay()
  if (!id || !may('members.read')) return <span className="quiet">–</span>
  return <Link to={`/members/${id}`}>{name || t('order.of_member')}</Link>
}
