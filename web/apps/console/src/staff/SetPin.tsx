// A PIN, with which the person logs in at tills.

import type { SetStaffPin } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form, Input } from 'antd'
import { ActModal } from '@/ui/ActModal'
import { useSetPin } from './queries'
import type { StaffActProps } from './StaffActs'

export function SetPin({ record, close }: StaffActProps) {
  const { t } = useWords()
  const { id, name } = record.data
  const setPin = useSetPin(id)
  return (
    <ActModal<SetStaffPin>
      name="set_pin"
      title={t('staff.set_pin_of', { name })}
      submitText={t('staff.set_pin')}
      doneText={t('staff.set_pin_done')}
      close={close}
      submit={(values) => setPin.mutateAsync(values)}
    >
      <p>{t('staff.set_pin_means')}</p>
      <PinField />
    </ActModal>
  )
}

export function PinField() {
  const { t } = useWords()
  return (
    <Form.Item
      name="pin"
      label={t('staff.pin')}
      rules={[{ required: true, pattern: /^\d{4,6}$/, message: t('staff.pin_hint') }]}
      extra={t('staff.pin_hint')}
    >
      <Input.Password inputMode="numeric" autoComplete="off" maxLength={6} />
    </Form.Item>
  )
}
