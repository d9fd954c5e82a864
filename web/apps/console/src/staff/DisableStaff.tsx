// 停用 and 启用, over the state that is on the screen.

import { useWords } from '@huitong/words/react'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { useStateEdit } from './edit'
import type { StaffActProps } from './StaffActs'

export function DisableStaff(props: StaffActProps) {
  const { t } = useWords()
  const edit = useStateEdit(props)
  return (
    <ConfirmAct
      name="disable_staff"
      title={t('staff.disable_of', { name: props.record.data.name })}
      text={t('staff.disable_means')}
      submitText={t('staff.disable')}
      doneText={t('staff.disable_done')}
      isDanger
      close={props.close}
      act={() => edit({ is_active: false })}
    />
  )
}

export function EnableStaff(props: StaffActProps) {
  const { t } = useWords()
  const edit = useStateEdit(props)
  return (
    <ConfirmAct
      name="enable_staff"
      title={t('staff.enable_of', { name: props.record.data.name })}
      text={t('staff.enable_means')}
      submitText={t('staff.enable')}
      doneText={t('staff.enable_done')}
      close={props.close}
      act={() => edit({ is_active: true })}
    />
  )
}
