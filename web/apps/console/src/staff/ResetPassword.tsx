// A new password for somebody who forgot theirs; it ends their log-ins.

import { useWords } from '@huitong/words/react'
import { ActModal } from '@/ui/ActModal'
import { useStateEdit } from './edit'
import { NewPasswordField } from './NewPasswordField'
import type { StaffActProps } from './StaffActs'

export function ResetPassword(props: StaffActProps) {
  const { t } = useWords()
  const edit = useStateEdit(props)
  return (
    <ActModal<{ password: string }>
      name="reset_password"
      title={t('staff.reset_password_of', { name: props.record.data.name })}
      submitText={t('staff.reset_password')}
      doneText={t('staff.reset_password_done')}
      close={props.close}
      submit={edit}
    >
      <p>{t('staff.reset_password_means')}</p>
      <NewPasswordField label={t('staff.new_password')} />
    </ActModal>
  )
}
