// A new password for somebody, typed or made; one that is made is shown, so that it can be handed
// over.

import { useWords } from '@huitong/words/react'
import { Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { makePassword } from './password'

export function NewPasswordField({ label }: { label: string }) {
  const { t } = useWords()
  return (
    <Form.Item
      name="password"
      label={label}
      extra={t('staff.password_hint')}
      rules={[{ required: true, min: 10, message: t('staff.password_hint') }]}
    >
      <PasswordInput />
    </Form.Item>
  )
}

interface PasswordInputProps {
  id?: string
  value?: string
  onChange?: (password: string) => void
}

function PasswordInput({ value, onChange, ...rest }: PasswordInputProps) {
  const { t } = useWords()
  const [visible, setVisible] = useState(false)

  function make() {
    onChange?.(makePassword())
    setVisible(true)
  }

  return (
    <Space.Compact block>
      <Input.Password
        {...rest}
        value={value}
        onChange={({ target }) => onChange?.(target.value)}
        visibilityToggle={{ visible, onVisibleChange: setVisible }}
        autoComplete="new-password"
        maxLength={128}
      />
      <Button onClick={make}>{t('staff.make_password')}</Button>
    </Space.Compact>
  )
}
