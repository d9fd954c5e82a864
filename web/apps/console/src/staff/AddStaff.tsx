// A new person, with a first password that is handed over.

import type { CreateStaff, Scope } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input } from 'antd'
import { useRoles } from '@/permissions/queries'
import { useSession } from '@/session/context'
import { ActModal } from '@/ui/ActModal'
import { NewPasswordField } from './NewPasswordField'
import { useCreateStaff } from './queries'
import { NameField, RightsFields } from './StaffFields'
import { fitted } from './scope'

interface AddStaffProps {
  /** Where the person is to work, as far as that is known already. */
  scope?: Scope
  close: () => void
  added: (staffId: string) => void
}

export function AddStaff({ scope = { store_ids: [] }, close, added }: AddStaffProps) {
  const { t } = useWords()
  const me = useSession()
  const create = useCreateStaff()
  const { gives } = useRoles()
  const role = gives.find((one) => one === 'cashier') ?? gives.at(-1)
  return (
    <ActModal<CreateStaff>
      name="add_staff"
      title={t('staff.add')}
      submitText={t('staff.add')}
      doneText={t('staff.added')}
      initialValues={role ? { role, scope: fitted(scope, role, me.scope) } : { scope }}
      close={close}
      submit={async (values) => added((await create.mutateAsync(values)).id)}
    >
      <NameField />
      <Form.Item
        name="login"
        label={t('session.login')}
        extra={t('staff.login_hint')}
        rules={[{ required: true, min: 2, message: t('form.required') }]}
      >
        <Input maxLength={40} autoComplete="off" autoCapitalize="off" spellCheck={false} />
      </Form.Item>
      <NewPasswordField label={t('staff.first_password')} />
      <RightsFields />
    </ActModal>
  )
}
