// By whom, and by which way: a log-in of the person, a till with a PIN, the key of a program.

import type { AuditEntry } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { StaffName } from '@/staff/StaffName'
import { Named } from './Named'

export function Who({ entry: { staff_id, through } }: { entry: AuditEntry }) {
  const { t } = useWords()
  return (
    <>
      {staff_id === null ? (
        <span className="quiet">{t('staff.system')}</span>
      ) : (
        <StaffName id={staff_id} />
      )}
      {through && (
        <div className="quiet">
          <Named id={through} />
        </div>
      )}
    </>
  )
}
