// A new password for oneself, typed twice as nobody else knows it; with the one that counts till
// now, since somebody else may have come to the screen.

import { useWords } from '@huitong/words/react'
import { Form, Input } from 'antd'
import { ActModal } from '@/ui/ActModal'
import { useChangePassword } from './account'

interface Values {
  old_password: string
  new_password: string
  repeated: string
}

export function ChangePassword({ close }: { close: () => void }) {
  const { t } = useWords()
  const change = useChangePassword()
  const required = { required: true, message: t('form.required') }
  return (
    <ActModal<Values>
      name="change_password"
      title={t('account.change_password')}
      submitText={t('account.change_password')}
      doneText={t('account.change_password_done')}
      close={close}
      submit={({ old_password, new_password }) =>
        change.mutateAsync({ old_password, new_password })
      }
    >
      <p>{t('account.change_password_means')}</p>
      <Form.Item name="old_password" label={t('account.old_password')} rules={[required]}>
        <Input.Password autoComplete="current-password" maxLength={128} />
      </Form.Item>
      <Form.Item
        name="new_password"
        label={t('staff.new_password')}
        extra={t('account.new_password_hint')}
        rules={[{ required: true, min: 10, message: t('account.new_password_hint') }]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={t('account.repeat_password')}
        dependencies={['new_password']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, repeated: string | undefined) =>
              !repeated || repeated === getFieldValue('new_password')
                ? Promise.resolve()
                : Promise.reject(new Error(t('account.repeat_differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
    </ActModal>
  )
}
