// What a person is called, what they may do and where. Another role keeps the scope where it fits.

import type { Role, Scope } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input, Select } from 'antd'
import { useRoles } from '@/permissions/queries'
import { useSession } from '@/session/context'
import { ScopeInput } from './ScopeInput'
import { fitted, isComplete } from './scope'

export interface StaffValues {
  name: string
  role: Role
  scope: Scope
}

export function NameField() {
  const { t } = useWords()
  return (
    <Form.Item
      name="name"
      label={t('staff.name')}
      rules={[{ required: true, whitespace: true, message: t('form.required') }]}
    >
      <Input maxLength={40} autoComplete="off" />
    </Form.Item>
  )
}

export function RightsFields() {
  const { t, code } = useWords()
  const me = useSession()
  const { gives } = useRoles()
  const form = Form.useFormInstance<StaffValues>()
  const role = Form.useWatch('role', form)

  function follow(next: Role) {
    form.setFieldValue('scope', fitted(form.getFieldValue('scope') ?? {}, next, me.scope))
  }

  return (
    <>
      <Form.Item
        name="role"
        label={t('staff.role')}
        required
        extra={role && t(`role_means.${role}`)}
      >
        <Select
          onChange={follow}
          options={gives.map((value) => ({ value, label: code('role', value) }))}
        />
      </Form.Item>
      <Form.Item
        name="scope"
        required
        label={t('staff.scope')}
        rules={[
          {
            validator: async (_, scope: Scope) => {
              if (!isComplete(scope)) throw new Error(t('scope.choose'))
            },
          },
        ]}
      >
        <ScopeInput role={role} />
      </Form.Item>
    </>
  )
}
