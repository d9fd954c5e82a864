// By whom, and by which way: a log-in of the person, a till with a PIN, the key of a program.

import type { AuditEntry } from '@huitong/api'
import { StaffName } from '@/staff/StaffName'
import { Named } from './Named'

export function Who({ entry: { staff_id, through } }: { entry: AuditEntry }) {
  return (
    <>
      <StaffName id={staff_id} />
      {through && (
        <div className="quiet">
          <Named id={through} />
        </div>
      )}
    </>
  )
}
