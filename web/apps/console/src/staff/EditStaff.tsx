// A person's name, role and scope. One's own role and scope are for somebody else to change.

import type { EditStaff as EditStaffBody, Staff, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useSession } from '@/session/context'
import { EditModal } from '@/ui/EditModal'
import { useEditStaff } from './queries'
import { isMe } from './rights'
import { ScopeText } from './ScopeText'
import { NameField, RightsFields, type StaffValues } from './StaffFields'

interface EditStaffProps {
  record: Tagged<Staff>
  reread: () => Promise<Tagged<Staff>>
  close: () => void
}

export function EditStaff({ record, reread, close }: EditStaffProps) {
  const { t, code } = useWords()
  const me = useSession()
  const person = record.data
  const edit = useEditStaff(person.id)
  return (
    <EditModal<Staff, StaffValues>
      name="edit_staff"
      id={person.id}
      title={t('staff.edit')}
      record={record}
      reread={reread}
      toValues={({ name, role, scope }) => ({ name, role, scope })}
      save={({ etag, changed }) => edit.mutateAsync({ etag, body: changed as EditStaffBody })}
      fields={{
        name: { label: t('staff.name') },
        role: { label: t('staff.role'), show: (role) => code('role', role) },
        scope: { label: t('staff.scope'), show: (scope) => <ScopeText scope={scope} /> },
      }}
      close={close}
    >
      <NameField />
      {!isMe(me, person) && <RightsFields />}
    </EditModal>
  )
}
