// Who did something, by name. What nobody did was done by the house itself; somebody whom one may
// not see is a colleague.

import { useWords } from '@huitong/words/react'
import { useSession } from '@/session/context'
import { useColleagues } from './queries'

export function StaffName({ id }: { id: string | null | undefined }) {
  const { t } = useWords()
  const { staff } = useSession()
  const colleagues = useColleagues()
  if (!id) return t('staff.house')
  if (id === staff.id) return staff.name
  return colleagues.get(id)?.name ?? t('staff.colleague')
}
