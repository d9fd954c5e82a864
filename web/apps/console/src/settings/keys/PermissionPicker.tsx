// What a key may do, ticked group by group; at most what whoever makes it may.

import type { Permission } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Checkbox } from 'antd'
import { useMatrix } from '@/permissions/queries'
import { useSession } from '@/session/context'
import { Answered } from '@/ui/states'
import { grantable } from './granting'

interface PermissionPickerProps {
  id?: string
  value?: Permission[]
  onChange?: (permissions: Permission[]) => void
}

export function PermissionPicker({ id, value = [], onChange }: PermissionPickerProps) {
  const { t, code } = useWords()
  const { permissions: own } = useSession()
  const matrix = useMatrix()

  function tick(permission: Permission, isOn: boolean) {
    const others = value.filter((one) => one !== permission)
    onChange?.(isOn ? [...others, permission] : others)
  }

  return (
    <Answered query={matrix}>
      {(answer) => (
        <fieldset id={id} className="permission-picker">
          <legend className="unseen">{t('api_key.permissions')}</legend>
          {grantable(own, answer).map(({ about, permissions }) => (
            <div key={about} className="permission-group">
              <strong>{code('permission_about', about)}</strong>
              {permissions.map((permission) => (
                <Checkbox
                  key={permission}
                  checked={value.includes(permission)}
                  onChange={({ target }) => tick(permission, target.checked)}
                >
                  {code('permission', permission)}
                </Checkbox>
              ))}
            </div>
          ))}
        </fieldset>
      )}
    </Answered>
  )
}
