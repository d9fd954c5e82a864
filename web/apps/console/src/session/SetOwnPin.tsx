// A PIN for oneself, with which one logs in at tills; with the password.

import { useWords } from '@huitong/words/react'
import { Form, Input } from 'antd'
import { PinField } from '@/staff/SetPin'
import { ActModal } from '@/ui/ActModal'
import { useSetOwnPin, type SetOwnPin as Values } from './account'

export function SetOwnPin({ close }: { close: () => void }) {
  const { t } = useWords()
  const setPin = useSetOwnPin()
  return (
    <ActModal<Values>
      name="set_own_pin"
      title={t('staff.set_pin')}
      submitText={t('staff.set_pin')}
      doneText={t('staff.set_pin_done')}
      close={close}
      submit={(values) => setPin.mutateAsync(values)}
    >
      <p>{t('staff.set_pin_means')}</p>
      <Form.Item
        name="password"
        label={t('account.old_password')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={128} />
      </Form.Item>
      <PinField />
    </ActModal>
  )
}
