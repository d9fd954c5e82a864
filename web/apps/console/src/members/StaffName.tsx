// Who did something, by name. What nobody did was done by the house itself; somebody whom one may
// not see is a colleague.

import { useWords } from '@huitong/words/react'
import { useColleagues } from './queries'

export function StaffName({ id }: { id: string | null | undefined }) {
  const { t } = useWords()
  const colleagues = useColleagues()
  if (!id) return t('staff.house')
  return colleagues.get(id)?.name ?? t('staff.colleague')
}
