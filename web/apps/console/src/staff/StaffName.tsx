// Who did something, by name, with a link to the page about them. What nobody did was done by the
// house itself; somebody whom one may not see is a colleague.

import { useWords } from '@huitong/words/react'
import { Link } from 'react-router'
import { useSession } from '@/session/context'
import { useEverybody, useIsReadingEverybody } from './queries'

interface StaffNameProps {
  id: string | null | undefined
  /** Without the link, such as on paper. */
  isPlain?: boolean
}

export function StaffName({ id, isPlain = false }: StaffNameProps) {
  const { t } = useWords()
  const { staff } = useSession()
  const known = useEverybody().get(id ?? '')
  const isReading = useIsReadingEverybody()
  if (!id) return t('staff.house')
  if (known) return isPlain ? known.name : <Link to={`/staff/${id}`}>{known.name}</Link>
  if (id === staff.id) return staff.name
  return isReading ? '…' : t('staff.colleague')
}
